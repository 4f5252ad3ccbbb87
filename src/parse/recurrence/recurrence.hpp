#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// Reads how the event repeats: `rrule` or `recurrence`, `rdate`, `exdate` and `occurrences`, and
/// sets `event.recurrence`, see assemble_recurrence(). The event's other fields are read already.
/// `start` is where the file gives the start; `daily` is the rule of an event over several days
/// (multi_day), never beside one in the file.
///
/// False (an error): the event is not to be served. Pure; any thread; the work is bounded.
bool read_recurrence(const YamlNode& front_matter, const DatedField& start,
                     std::optional<RecurrenceRule> daily, const ParseContext& context, Event& event,
                     ProblemSink& problems);

}  // namespace almanach
