#pragma once

#include <string>
#include <string_view>

#include "parse/context.hpp"

namespace almanach {

/// The addresses of an event. All take the front matter's mapping; what is odd goes to `problems`.
/// Pure; any thread.

/// `address` as an absolute URL: as it is, or below `site_url`; empty when it is relative and there
/// is none. Blanks in it are escaped.
std::string resolve_address(std::string_view address, const std::string& site_url);

/// The absolute address of the first picture, or empty; a warning where what is written names none.
std::string read_image(const YamlNode& front_matter, const ParseContext& context,
                       ProblemSink& problems);

/// The event's own page: the address under `url`, else the first under `link` and its like. Empty
/// (a warning) where that is none.
std::string read_url(const YamlNode& front_matter, const ParseContext& context,
                     ProblemSink& problems);

/// The address of the video meeting: the first http(s) address in the field's text; empty where it
/// has none (a warning, unless it says just yes or no).
std::string read_conference(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems);

}  // namespace almanach
