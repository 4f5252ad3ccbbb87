#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/facts.hpp"
#include "parse/recurrence/occurrence_hours.hpp"
#include "parse/recurrence/set.hpp"

namespace almanach {

/// The starts that the rule names from `first` on, as far as list_starts() gives them, after event
/// and rule were made fit to be published:
///  - the event's span becomes that of the first start (a warning), where the rule does not name
///    its own: some calendar programs would show it, others not. No warning where the clock skips
///    it, of which the file's author knows;
///  - an end at the very second of the last start becomes a second later: some programs would leave
///    that one out.
/// Empty (an error) for a rule without any start, with too many, with a count that goes beyond the
/// year 2200, and where the first occurrence lasts into the second, unless that is meant.
/// Precondition: there is a rule. Pure; any thread.
std::optional<OccurrenceStarts> settle_rule(RecurrenceFacts& facts, WallTime first,
                                            Day last_named_day, const OccurrenceHours& hours,
                                            Event& event, ProblemSink& problems);

}  // namespace almanach
