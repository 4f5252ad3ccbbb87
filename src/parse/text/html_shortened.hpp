#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// HTML with a single character in place of each longer stretch of text between its tags. gumbo
/// spends some 100 ns on each byte, and most bytes of an event are text that means nothing to a
/// parser: this makes reading one three times as fast. What a stretch of text has to keep for
/// HTML's rules to work alike (that it is there, and is not white space) the character keeps.
class ShortenedHtml {
 public:
  /// Keeps views of `html`.
  explicit ShortenedHtml(std::string_view html);

  const std::string& html() const { return html_; }

  /// A piece of what the parser found, as it was in the HTML.
  std::string restore(std::string_view piece) const;

 private:
  void add_text(std::string_view text);

  std::string html_;
  std::vector<std::string_view> texts_;
};

}  // namespace almanach
