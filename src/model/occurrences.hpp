#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/work_budget.hpp"
#include "model/event.hpp"
#include "model/rule_walk.hpp"

namespace almanach {

/// One time that an event takes place.
struct Occurrence {
  /// The start that it would have unchanged, by which it is known; midnight for whole days.
  WallTime original;
  Span span;                                  ///< when it is, a change of it applied
  const ChangedOccurrence* change = nullptr;  ///< the event's own; null: as all others

  bool operator==(const Occurrence&) const = default;
};

/// Walks through the occurrences of `event` that have a part in the time from `from` to `to`, `to`
/// not included, by their start. Cancelled ones are among them, excluded ones are not. An event
/// that does not repeat has one. They point into `event`.
///
/// No occurrence is looked for before it is asked for; none is beyond the year 2200, and a rule
/// with a count has 5,000 at most. `event` and `work` (null: nobody counts) are borrowed for the
/// walk's life. One thread at a time; to be moved, not copied.
class OccurrenceWalk {
 public:
  OccurrenceWalk(const Event& event, Instant from, Instant to, WorkBudget* work = nullptr);

  /// The next one; empty at the end. A step of work for each that is given, and what the walk
  /// through the rule takes. Throws as WorkBudget::spend() does.
  std::optional<Occurrence> next();

 private:
  void add(WallTime original, const Span& span, const ChangedOccurrence* change);
  bool is_in_range(const Span& span) const;
  bool is_as_named(WallTime start) const;
  void find_ruled();

  const Event* event_;
  Instant from_;
  Instant to_;
  WorkBudget* work_;
  std::vector<Occurrence> single_;   ///< those that no rule names, and changed ones; by start
  std::size_t given_ = 0;            ///< of `single_`
  std::optional<RuleWalk> rule_;     ///< empty: there is none, or no more
  std::optional<Occurrence> ruled_;  ///< the rule's next one
};

/// The first `limit` that OccurrenceWalk gives. Any thread.
std::vector<Occurrence> occurrences_between(const Event& event, Instant from, Instant to,
                                            std::size_t limit, WorkBudget* work = nullptr);

/// Where the event's own span starts on its zone's clock: midnight for whole days.
WallTime first_start(const Event& event);

/// The span as it is when it starts at `start` on the zone's clock: as many days, or exactly as
/// long (RFC 5545 section 3.8.5.3), as it is now. `start` is a midnight for whole days.
Span move_span(const Span& span, WallTime start, const Zone& zone);

/// Whether nobody wrote the end of `span`, an occurrence of the event: it is as long as the event,
/// whose end is assumed.
bool has_assumed_end(const Event& event, const Span& span);

/// One occurrence as an event of its own, which does not repeat. What nothing was changed of is the
/// event's; of a cancelled event all occurrences are.
Event apply_change(const Event& event, const ChangedOccurrence& change);

/// Whether single occurrences of a series are cancelled, and not all of it.
bool has_cancelled_occurrence(const Event& event);

/// The event as if its cancelled occurrences had never been planned. Where none is left, its
/// recurrence names none.
Event without_cancelled(const Event& event);

}  // namespace almanach
