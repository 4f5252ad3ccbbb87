#pragma once

#include <optional>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/series_part.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// What is known of the first occurrence before the repetition is read.
struct FirstOccurrence {
  DatedField start;   ///< where the file gives the start
  Schedule schedule;  ///< when it is
  /// Of an event over several days (multi_day), never beside a rule in the file.
  std::optional<RecurrenceRule> daily;
};

/// Reads how the event repeats: `rrule` or `recurrence`, `rdate`, `exdate` and `occurrences`. What
/// comes back: the parts in which it is served, see assemble_recurrence(); of an event that does
/// not repeat itself alone. The event's other fields are read already, those that are no time may
/// still change.
///
/// Empty (an error): the event is not to be served. Pure; any thread; the work is bounded.
std::optional<std::vector<SeriesPart>> read_recurrence(const YamlNode& front_matter,
                                                       FirstOccurrence first,
                                                       const ParseContext& context, Event& event,
                                                       ProblemSink& problems);

}  // namespace almanach
