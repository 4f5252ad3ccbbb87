#pragma once

#include <cstddef>
#include <string_view>

namespace almanach {

/// The place behind a start or end tag of `html`, or the text's end where the tag has none. `at` is
/// within it, before its attributes. A quote is one only behind '=', as in the HTML standard's
/// tokenizer. Pure; any thread.
std::size_t end_of_tag(std::string_view html, std::size_t at);

}  // namespace almanach
