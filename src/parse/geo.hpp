#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// Where on the map the event is: `geo` as "48.85, 2.31", [48.85, 2.31] or {latitude:, longitude:};
/// or the two fields apart. Empty where there is none of them, and (a warning) where they name no
/// point. Pure; any thread.
std::optional<GeoPoint> read_geo(const YamlNode& front_matter, const ParseContext& context,
                                 ProblemSink& problems);

}  // namespace almanach
