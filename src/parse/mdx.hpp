#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The Markdown of an MDX page's text: its `import` and `export` statements and its comments
/// (`{/* … */}`) are blank, so that each line keeps its number. Components are left to the reader
/// of HTML, which keeps the text in them. Takes a time that grows with the text's length alone.
/// Pure; any thread.
std::string blank_out_code(std::string_view body);

}  // namespace almanach
