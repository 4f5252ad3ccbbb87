#pragma once

#include <cstddef>
#include <vector>

#include "model/event.hpp"

namespace almanach {

/// One time that an event takes place.
struct Occurrence {
  /// The start that it would have unchanged, by which it is known; midnight for whole days.
  WallTime original;
  Span span;                                  ///< when it is, a change of it applied
  const ChangedOccurrence* change = nullptr;  ///< the event's own; null: as all others

  bool operator==(const Occurrence&) const = default;
};

/// The occurrences of `event` that have a part in the time from `from` to `to`, `to` not included,
/// by their start; at most the first `limit`. Cancelled ones are among them, excluded ones are not.
/// An event that does not repeat has one. They point into `event`.
///
/// The work is bounded: nothing beyond the year 2200, and a rule with a count has 5,000 at most.
/// Any thread.
std::vector<Occurrence> occurrences_between(const Event& event, Instant from, Instant to,
                                            std::size_t limit);

/// Where the event's own span starts on its zone's clock: midnight for whole days.
WallTime first_start(const Event& event);

/// The span as it is when it starts at `start` on the zone's clock: as many days, or exactly as
/// long (RFC 5545 section 3.8.5.3), as it is now. `start` is a midnight for whole days.
Span move_span(const Span& span, WallTime start, const Zone& zone);

/// One occurrence as an event of its own, which does not repeat. What nothing was changed of is the
/// event's; of a cancelled event all occurrences are.
Event apply_change(const Event& event, const ChangedOccurrence& change);

/// Whether single occurrences of a series are cancelled, and not all of it.
bool has_cancelled_occurrence(const Event& event);

/// The event as if its cancelled occurrences had never been planned. Where none is left, its
/// recurrence names none.
Event without_cancelled(const Event& event);

}  // namespace almanach
