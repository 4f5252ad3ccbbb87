#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "model/span.hpp"
#include "model/zone.hpp"
#include "publish/events_summary.hpp"
#include "publish/weak_segment.hpp"

namespace almanach {

/// Shared from snapshot to snapshot for as long as the event does not change.
using EventPtr = std::shared_ptr<const PublishedEvent>;

/// The month of `zone` that an instant lies in: from its first moment to the next one's. Any
/// thread.
TimeSpan find_month(const Zone& zone, Instant instant);

/// The events of a feed that start in one month, in their order, with what a calendar has to know
/// of them all: feeds and calendars are put together out of months, so that a change of one event
/// looks at those of its month and at no others. Where a month begins depends on the zone alone,
/// not on what was changed before: the same events make the same months. Immutable; any thread.
class EventMonth {
 public:
  /// Sums and bounds of the events that are over when their month is. The bounds say nothing where
  /// what they are of is none.
  struct Totals {
    std::size_t count = 0;
    std::uint64_t bytes = 0;       ///< of their VEVENTs
    std::uint64_t html_bytes = 0;  ///< of these, those that without_html() takes away
    Instant first_end;             ///< the earliest
    Instant last_end;
    Instant first_html_end;  ///< of those with HTML
    Instant last_html_end;
  };

  /// `span`: the month, see find_month(). `events` is not empty; each starts in it.
  EventMonth(std::vector<EventPtr> events, const TimeSpan& span);

  const TimeSpan& span() const { return span_; }
  const std::vector<EventPtr>& events() const { return events_; }
  const EventsSummary& summary() const { return summary_; }
  /// Of the events that are over when the month is.
  const Totals& totals() const { return totals_; }
  /// All others: they last longer, or for no time at all at the month's first moment. Owned by
  /// events().
  const std::vector<const PublishedEvent*>& lasting() const { return lasting_; }
  /// Their VEVENTs, without HTML where they are over by `plain_until`: made when asked for, and
  /// shared for as long as anybody holds them, where that is so of all of them or of none.
  std::shared_ptr<const SegmentList> components(Instant plain_until) const;
  /// Whether one of them is a closing event, see is_closing_event().
  bool has_closing_event() const { return has_closing_event_; }

 private:
  TimeSpan span_;
  std::vector<EventPtr> events_;
  std::vector<const PublishedEvent*> lasting_;
  Totals totals_;
  EventsSummary summary_;
  bool has_closing_event_ = false;
  WeakShared<SegmentList> weak_whole_;  ///< components() with all HTML
  WeakShared<SegmentList> weak_plain_;  ///< components() without any
};

inline const std::vector<EventPtr>& items_of(const EventMonth& month) {
  return month.events();
}

/// Months of one feed or of several, one feed after the other.
using EventMonths = std::vector<std::shared_ptr<const EventMonth>>;

/// All their events, in their order; owned by the months.
std::vector<const PublishedEvent*> list_events(const EventMonths& months);

std::size_t count_events(const EventMonths& months);

/// The summary of all their events.
EventsSummary summarize(const EventMonths& months);

}  // namespace almanach
