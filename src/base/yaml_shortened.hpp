#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/stand_ins.hpp"

namespace almanach {

/// YAML with a stand-in for each longer stretch of words. yaml-cpp tries several patterns on each
/// character, and most of an event's are prose.
///
/// This takes no part in reading YAML: words of letters and digits say nothing in it wherever they
/// stand, in a value of any kind, a key or a comment, nor do a single space between two of them,
/// and a colon or a hyphen inside of one. What begins otherwise is left as it is (an anchor, an
/// alias, a tag, an escape), and so are a directive and a key of more characters than one may have.
class ShortenedYaml {
 public:
  /// Keeps views of `yaml`.
  explicit ShortenedYaml(std::string_view yaml);

  std::string_view text() const { return is_shorter() ? std::string_view(text_) : yaml_; }

  /// A piece of what the parser found, as it was in the YAML.
  std::string restore(const std::string& piece) const {
    return is_shorter() ? stand_ins_.restore(piece) : piece;
  }

  /// The place in the YAML of what is at `offset` of text().
  std::size_t source_offset(std::size_t offset) const;

 private:
  /// From `begin` of text() on, up to the next one, the YAML has so many octets more before.
  struct Shift {
    std::size_t begin = 0;
    std::size_t octets = 0;
  };

  bool is_shorter() const { return !shifts_.empty(); }
  void add_line(std::string_view line);

  std::string_view yaml_;
  std::string text_;
  StandIns stand_ins_;
  std::vector<Shift> shifts_;  ///< sorted
};

}  // namespace almanach
