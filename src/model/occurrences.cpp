#include "model/occurrences.hpp"

#include <algorithm>

#include "model/rule_walk.hpp"

namespace almanach {
namespace {

bool is_excluded(const Recurrence& recurrence, WallTime start) {
  return std::binary_search(recurrence.excluded.begin(), recurrence.excluded.end(), start);
}

bool is_changed(const Recurrence& recurrence, WallTime start) {
  const auto found = std::lower_bound(
      recurrence.changed.begin(), recurrence.changed.end(), start,
      [](const ChangedOccurrence& change, WallTime wanted) { return change.original < wanted; });
  return found != recurrence.changed.end() && found->original == start;
}

bool is_cancelled(const ChangedOccurrence& change) {
  return change.status == EventStatus::cancelled;
}

class Collector {
 public:
  Collector(const Event& event, Instant from, Instant to, std::size_t limit)
      : event_(event), from_(from), to_(to), limit_(limit) {}

  std::vector<Occurrence> collect() {
    if (!event_.recurrence) {
      add(first_start(event_), event_.span, nullptr);
      return std::move(found_);
    }
    const Recurrence& recurrence = *event_.recurrence;
    if (recurrence.rule) {
      add_ruled(*recurrence.rule);
    } else {
      add_unchanged(first_start(event_));
    }
    for (const WallTime start : recurrence.extra) add_unchanged(start);
    for (const ChangedOccurrence& change : recurrence.changed)
      add(change.original, change.span, &change);
    std::sort(found_.begin(), found_.end(), [&](const Occurrence& a, const Occurrence& b) {
      const Instant start_a = covered_time(a.span, event_.zone).start;
      const Instant start_b = covered_time(b.span, event_.zone).start;
      return start_a != start_b ? start_a < start_b : a.original < b.original;
    });
    if (found_.size() > limit_) found_.resize(limit_);
    return std::move(found_);
  }

 private:
  void add_ruled(const RecurrenceRule& rule) {
    const TimeSpan own = covered_time(event_.span, event_.zone);
    RuleWalk walk(rule, event_.zone, first_start(event_));
    // Two days more than an occurrence lasts: the clock may have been changed in between.
    if (from_ > own.end)
      walk.skip_to(Day(event_.zone.wall_time(from_ - (own.end - own.start))) - 2);
    while (found_.size() < limit_) {
      const auto start = walk.next();
      if (!start || event_.zone.place(*start).instant >= to_) return;
      add_unchanged(*start);
    }
  }

  void add_unchanged(WallTime start) {
    if (is_excluded(*event_.recurrence, start) || is_changed(*event_.recurrence, start)) return;
    add(start, move_span(event_.span, start, event_.zone), nullptr);
  }

  void add(WallTime original, const Span& span, const ChangedOccurrence* change) {
    const TimeSpan time = covered_time(span, event_.zone);
    if (time.start < to_ && time.end > from_) found_.push_back({original, span, change});
  }

  const Event& event_;
  Instant from_;
  Instant to_;
  std::size_t limit_;
  std::vector<Occurrence> found_;
};

}  // namespace

std::vector<Occurrence> occurrences_between(const Event& event, Instant from, Instant to,
                                            std::size_t limit) {
  return Collector(event, from, to, limit).collect();
}

WallTime first_start(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) return WallTime(days->first);
  return event.zone.wall_time(std::get<TimeSpan>(event.span).start);
}

Span move_span(const Span& span, WallTime start, const Zone& zone) {
  if (const auto* days = std::get_if<DaySpan>(&span))
    return DaySpan{Day(start), Day(start) + (days->last - days->first)};
  const TimeSpan& time = std::get<TimeSpan>(span);
  const Instant instant = zone.place(start).instant;
  return TimeSpan{instant, instant + (time.end - time.start)};
}

Event apply_change(const Event& event, const ChangedOccurrence& change) {
  Event one = event;
  one.recurrence.reset();
  one.span = change.span;
  if (change.status && event.status != EventStatus::cancelled) one.status = *change.status;
  if (change.title) one.title = *change.title;
  if (change.location) {
    one.location = *change.location;
    one.geo.reset();
  }
  if (change.description)
    one.description = Description(*change.description, change.description_html.value_or(""));
  return one;
}

bool has_cancelled_occurrence(const Event& event) {
  if (!event.recurrence || event.status == EventStatus::cancelled) return false;
  const auto& changed = event.recurrence->changed;
  return std::any_of(changed.begin(), changed.end(), is_cancelled);
}

Event without_cancelled(const Event& event) {
  Event shown = event;
  if (!has_cancelled_occurrence(event)) return shown;
  Recurrence recurrence = *shown.recurrence;
  for (const ChangedOccurrence& change : recurrence.changed) {
    if (is_cancelled(change)) recurrence.excluded.push_back(change.original);
  }
  std::sort(recurrence.excluded.begin(), recurrence.excluded.end());
  std::erase_if(recurrence.changed, is_cancelled);
  shown.recurrence = std::move(recurrence);
  return shown;
}

}  // namespace almanach
