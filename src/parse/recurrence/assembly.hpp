#pragma once

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/facts.hpp"

namespace almanach {

/// Works out the occurrences that facts and the event's own span give together, and sets
/// `event.recurrence`. The span becomes that of the first occurrence that the rule names (a
/// warning), since calendar programs do not agree on a start that the rule does not name. A rule
/// with a single occurrence leaves an event that does not repeat (a warning). Dates that are no
/// occurrence are left aside (a warning).
///
/// False (an error): the event is not to be served. Pure; any thread; the work is bounded.
bool assemble_recurrence(RecurrenceFacts facts, Event& event, ProblemSink& problems);

}  // namespace almanach
