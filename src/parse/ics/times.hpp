#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/moments.hpp"

namespace almanach {

/// When an event of a calendar file is.
struct IcsTime {
  const PropertyLine* start_property = nullptr;
  const PropertyLine* end_property = nullptr;  ///< DTEND or DURATION; null: neither
  IcsMoment start;
  Span span;
  bool by_length = false;       ///< the end is given as a length of hours
  bool end_is_assumed = false;  ///< nobody wrote it: `default_duration`

  /// The zone that DTSTART names; null where it names none, or has none.
  const IcsZone* named_zone() const {
    return start_property->parameter("TZID").empty() || !start.has_time() || start.date.utc
               ? nullptr
               : &start.zone;
  }
};

/// Reads DTSTART with DTEND or DURATION, and notes in `edits` how their lines are published. A time
/// without an end, or with one at its start, gets the configured length, days get one day (a
/// warning, and a DTEND of ours). Empty (an error): without a start, with a zone that nobody knows,
/// with an end before the start. Pure; any thread.
std::optional<IcsTime> read_ics_time(const CalendarComponent& component, IcsZones& zones,
                                     const ParseContext& context, LineEdits& edits,
                                     ProblemSink& problems);

}  // namespace almanach
