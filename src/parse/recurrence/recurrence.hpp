#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// Reads how the event repeats: `rrule` or `recurrence`, `rdate`, `exdate` and `occurrences`, and
/// sets `event.recurrence`. The event's other fields are read already; its span becomes that of the
/// first occurrence that the rule names (a warning), since calendar programs do not agree on a
/// start that the rule does not name. A rule with a single occurrence leaves an event that does not
/// repeat (a warning). `start` is where the file gives the start; `daily` is the rule of an event
/// over several days (multi_day), never beside one in the file.
///
/// False (an error): the event is not to be served. Pure; any thread; the work is bounded.
bool read_recurrence(const YamlNode& front_matter, const DatedField& start,
                     std::optional<RecurrenceRule> daily, const ParseContext& context, Event& event,
                     ProblemSink& problems);

}  // namespace almanach
