#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/context.hpp"

namespace almanach {

/// Whether a value is a path to a page of the site, and no name: "src/lieux/halle.md",
/// "/places/hall". Any thread.
bool is_site_path(std::string_view text);

/// The front matter with the place's page in the place of its path: what that says of the place's
/// name, address and point on the map, as if it were written there. Where no page of the content
/// folder is meant, the place is left aside (a warning). Empty: the place is no path. `file` is the
/// path of the event's. Pure but for what `context.pages` reads; any thread.
std::optional<YamlNode> resolve_place(const YamlNode& front_matter, const std::string& file,
                                      const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
