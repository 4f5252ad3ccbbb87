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

/// Whether the place is a point of GeoJSON's and no text: `{"type": "Point", "coordinates": [4.8,
/// 45.7]}`, as a mapping or a text; read_geo() reads it. Pure; any thread.
bool is_point_of_place(const YamlNode& front_matter, const ParseContext& context);

}  // namespace almanach
