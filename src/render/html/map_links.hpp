#pragma once

#include <optional>
#include <string>

#include "model/event.hpp"
#include "render/html/words.hpp"
#include "render/html/writer.hpp"

namespace almanach {

/// Links to a map of a place, none of which is loaded before somebody follows it: OpenStreetMap
/// and, where there is a `point`, a geo: address (RFC 5870) that opens the reader's own program,
/// with the query that Android's programs understand. Nothing for what is held online. Any thread.
void write_map_links(HtmlWriter& html, const Words& words, const std::string& location,
                     const std::optional<GeoPoint>& point);

}  // namespace almanach
