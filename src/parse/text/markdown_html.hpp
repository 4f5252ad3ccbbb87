#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The HTML that cmark-gfm (tables, strikethrough, bare links) makes of Markdown, raw HTML
/// included, so anything may be in it. What GeneratorMarks finds is gone outside of code. A tag of
/// no known element and without a value ("<cloud au centre>", as in hand-made quotation marks) is
/// text. Any thread.
std::string markdown_to_html(std::string_view markdown);

/// The HTML that cmark-gfm makes of a single line, in which nothing starts a list, a heading or
/// another block: "1. Réunion" stays a line. Bare links are text; otherwise as markdown_to_html().
std::string markdown_line_to_html(std::string_view line);

}  // namespace almanach
