#pragma once

#include <string>
#include <string_view>

#include "base/stand_ins.hpp"

namespace almanach {

/// HTML with a stand-in for each longer stretch of text between its tags: gumbo reads it three
/// times as fast. What a stretch of text has to keep for HTML's rules to work alike (that it is
/// there, and is not white space) the character keeps.
class ShortenedHtml {
 public:
  /// Keeps views of `html`.
  explicit ShortenedHtml(std::string_view html);

  const std::string& html() const { return html_; }

  /// A piece of what the parser found, as it was in the HTML.
  std::string restore(std::string_view piece) const { return stand_ins_.restore(piece); }

 private:
  void add_text(std::string_view text);

  std::string html_;
  StandIns stand_ins_;
};

}  // namespace almanach
