#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// Takes out of Markdown what only the generator of the site reads: kramdown's attribute lists (`{:
/// .class}`), heading names (`{#name}` at a line's end), extensions (`{::comment}…{:/comment}`),
/// and Liquid's tags and outputs (`{% … %}`, `{{ … }}`).
///
/// That must happen before Markdown is parsed, since a bare link would swallow an attribute list
/// behind it; yet in code the same characters are text, and only the Markdown parser knows what is
/// code. So a placeholder stands for each mark until the parser is done. A mark alone on its line
/// stands as a block of raw HTML, which ends a paragraph, as kramdown and Liquid would have it.
class GeneratorMarks {
 public:
  /// `markdown` must not hold the control character U+0001, as after clean().
  explicit GeneratorMarks(std::string_view markdown);

  /// The Markdown with placeholders.
  const std::string& text() const { return text_; }
  bool empty() const { return marks_.empty(); }

  /// A piece of what the parser made of text(), without placeholders.
  std::string drop(std::string_view piece) const { return replace(piece, false); }

  /// A piece of what the parser made of text(), with the marks as they were typed: for code.
  std::string restore(std::string_view piece) const { return replace(piece, true); }

 private:
  struct Mark {
    std::string typed;
    std::string placeholder;
  };

  void add(std::string_view typed, std::string_view before, std::string_view after);
  std::string replace(std::string_view piece, bool with_typed) const;

  std::string text_;
  std::vector<Mark> marks_;
};

/// `html` without Liquid's tags and outputs. Any thread.
std::string drop_liquid(std::string_view html);

}  // namespace almanach
