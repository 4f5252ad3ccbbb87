#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "parse/text/html_document.hpp"

namespace almanach {

/// Collects the text between two ends of a paragraph as HTML lays it out: white space collapses,
/// also across elements, and is nothing at the start and end of a line. A single no-break space
/// stays one. Control characters, bidirectional overrides and zero-width spaces are dropped.
class LineBuilder {
 public:
  /// Adds `text`, in which white space collapses. Returns whether some of it can be seen.
  bool add_text(std::string_view text, std::uint8_t styles, std::size_t link);

  /// Adds a line break. False, and no break, when nothing stands on this line yet.
  bool add_break(std::uint8_t styles, std::size_t link);

  /// A break at the end of a link stands behind the link.
  void end_link();

  /// The line so far; starts anew.
  std::vector<TextSpan> take();

 private:
  void add_visible(std::string_view text, std::uint8_t styles, std::size_t link);
  void add_pending_space(std::uint8_t styles, std::size_t link);
  bool at_line_start() const { return spans_.empty() || spans_.back().is_break(); }

  std::vector<TextSpan> spans_;
  std::string pending_space_;  ///< seen, but not known yet to be inside of the line
};

}  // namespace almanach
