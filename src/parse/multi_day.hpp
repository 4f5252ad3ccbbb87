#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/context.hpp"

namespace almanach {

/// Reads `multi_day`: "daily" makes an entry a day of an event that goes over several days with
/// hours for each; "span", as without the field, leaves it one entry from the first opening to the
/// last closing.
///
/// With "daily" the event's span becomes that of its first day, and the rule comes back that
/// repeats it. Empty where nothing changes; a warning says why "daily" has no effect. `has_hours`:
/// opening and closing of each day are known. Pure; any thread.
std::optional<RecurrenceRule> read_multi_day(const YamlNode& front_matter,
                                             const ParseContext& context, bool has_hours,
                                             Event& event, ProblemSink& problems);

}  // namespace almanach
