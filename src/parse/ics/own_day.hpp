#pragma once

#include <cstddef>
#include <optional>

#include "base/boxed.hpp"
#include "model/recurrence.hpp"
#include "model/span.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/times.hpp"

namespace almanach {

/// What of an event of a calendar file is an event of its own beside it: a day that RDATE adds,
/// since few programs read such dates; an occurrence or a series that a change of the clock parts
/// from the others (parse/recurrence/series_part.hpp).
struct IcsOwnDay {
  WallTime start;                     ///< on the event's clock; midnight for whole days
  Span span;                          ///< of a series that of its first occurrence
  Position position;                  ///< where the file speaks of it
  Boxed<Recurrence> recurrence;       ///< empty: it takes place once
  std::optional<std::size_t> change;  ///< of IcsEventParts::changes: the one that tells this day
};

/// The edits of an event whose time is `time`, with its own time at `span` instead: in the form
/// that DTSTART has, in UTC where its clock shows the reading twice, with a DTEND. Pure; any
/// thread.
LineEdits move_time(const IcsTime& time, const Span& span, LineEdits edits);

}  // namespace almanach
