#pragma once

#include <optional>
#include <string>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/ics/parts.hpp"

namespace almanach {

/// Reads an event, with its key in the file already chosen: `path` and `uid` are set. Empty (an
/// error): not to be served. Pure; any thread; the work is bounded.
std::optional<Event> read_ics_event(const IcsEventParts& parts, std::string path, std::string uid,
                                    const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
