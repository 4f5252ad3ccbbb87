#pragma once

#include <optional>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/facts.hpp"
#include "parse/recurrence/series_part.hpp"

namespace almanach {

/// Works out the occurrences that facts and the event's own span give together, and the parts in
/// which they are served: the event itself, and events beside it (part_series(), and an extra date
/// each). The event's span becomes that of the first occurrence that the rule names (a warning),
/// since calendar programs do not agree on a start that the rule does not name. A rule with a
/// single occurrence leaves an event that does not repeat (a warning). Dates that are no occurrence
/// are left aside (a warning).
///
/// Empty (an error): the event is not to be served. Pure; any thread; the work is bounded.
std::optional<std::vector<SeriesPart>> assemble_recurrence(RecurrenceFacts facts, Event& event,
                                                           ProblemSink& problems);

}  // namespace almanach
