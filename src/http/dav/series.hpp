#pragma once

#include <deque>
#include <optional>
#include <string>

#include "http/dav/time_range.hpp"
#include "model/component_tree.hpp"
#include "model/event.hpp"
#include "model/occurrences.hpp"

namespace almanach::dav {

/// The most occurrences of one event that a request gets one by one.
inline constexpr std::size_t kMostOccurrences = 5'000;

/// The most that these take, bytes.
inline constexpr std::size_t kMostExpanded = 8 << 20;

/// An event as it is in a zone: whole days are of that zone, and a time is the same everywhere.
/// Borrows the event, whose copy it is only where that makes a difference.
class EventInZone {
 public:
  /// Without `zone` the event is in its own. Throws as WorkBudget::spend() does.
  EventInZone(const Event& event, const std::optional<Zone>& zone, WorkBudget& work);

  const Event& event() const { return moved_ ? *moved_ : event_; }

 private:
  const Event& event_;
  std::optional<Event> moved_;
};

/// An event's calendar whose VEVENT components are changed for those who do not want a series as it
/// is stored. Borrows from the text that it was taken from; the event is the one that was written.
class SeriesText {
 public:
  SeriesText(const CalendarComponent& calendar, const Event& event)
      : calendar_(calendar), event_(event) {}

  /// Each occurrence in the range as a component of its own, in UTC, without VTIMEZONE (RFC 4791
  /// section 9.6.5). Throws Refusal where there are too many (kMostOccurrences) or they take too
  /// much (kMostExpanded), and as WorkBudget::spend() does.
  void expand(const TimeRange& range, WorkBudget& work);

  /// The series and, of the changed occurrences, those that are, or were to be, in the range (RFC
  /// 4791 section 9.6.6).
  void limit(const TimeRange& range);

  const CalendarComponent& calendar() const { return calendar_; }

 private:
  /// `rest`: parameters, colon and value.
  PropertyLine make_line(std::string_view name, const std::string& rest);
  CalendarComponent make_occurrence(const CalendarComponent& component, const Span& span,
                                    const WallTime* original);

  CalendarComponent calendar_;
  const Event& event_;
  std::deque<std::string> made_;  ///< lines that are not in the text
};

/// The occurrences of one event that have a part in a range. Throws Refusal where there are more
/// than kMostOccurrences, and as WorkBudget::spend() does.
std::vector<Occurrence> list_occurrences(const Event& event, const TimeRange& range,
                                         WorkBudget& work);

/// The VEVENT components of a calendar: the event itself, then its changed occurrences, in their
/// order.
std::vector<const CalendarComponent*> list_events(const CalendarComponent& calendar);

}  // namespace almanach::dav
