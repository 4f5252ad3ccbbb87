#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The HTML that cmark-gfm (tables, strikethrough, bare links) makes of Markdown, raw HTML
/// included, so anything may be in it. What GeneratorMarks finds is gone outside of code. A tag of
/// no known element and without a value ("<cloud au centre>", as in hand-made quotation marks) is
/// text. Any thread.
std::string markdown_to_html(std::string_view markdown);

/// The same for a single line, of which nothing is a list, a heading or another block: "1.
/// Réunion". Bare links are text.
std::string markdown_line_to_html(std::string_view line);

}  // namespace almanach
