#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// A line of Markdown whose tags that are meant as text are escaped: "La balise <table>", "C<T>".
/// Markup is an element that a line of a page has and that is closed in it ("<em>a</em>"), a line
/// break or a picture, a comment, an address in angle brackets; code and what has a backslash
/// before it stay as they are. Takes a time that grows with the text's length alone. Pure; any
/// thread.
std::string escape_tags_of_text(std::string_view line);

}  // namespace almanach
