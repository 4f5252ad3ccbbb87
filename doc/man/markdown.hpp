#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// Markdown as it stands but for what is between backticks: no other letter has a meaning.
std::string escape_markdown(std::string_view text);

/// Each line of `text` behind `indent`, with a newline.
std::string indent_lines(std::string_view text, std::string_view indent);

}  // namespace almanach
