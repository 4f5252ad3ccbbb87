#include "model/occurrences.hpp"

#include <algorithm>
#include <utility>

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

bool starts_before(const Event& event, const Occurrence& a, const Occurrence& b) {
  const Instant start_a = covered_time(a.span, event.zone).start;
  const Instant start_b = covered_time(b.span, event.zone).start;
  return start_a != start_b ? start_a < start_b : a.original < b.original;
}

}  // namespace

OccurrenceWalk::OccurrenceWalk(const Event& event, Instant from, Instant to, WorkBudget* work)
    : event_(&event), from_(from), to_(to), work_(work) {
  if (!event.recurrence) {
    add(first_start(event), event.span, nullptr);
    return;
  }
  const Recurrence& recurrence = *event.recurrence;
  const auto add_unchanged = [&](WallTime start) {
    if (is_as_named(start)) add(start, move_span(event.span, start, event.zone), nullptr);
  };
  if (!recurrence.rule) add_unchanged(first_start(event));
  for (const WallTime start : recurrence.extra) add_unchanged(start);
  for (const ChangedOccurrence& change : recurrence.changed)
    add(change.original, change.span, &change);
  std::sort(single_.begin(), single_.end(),
            [&](const Occurrence& a, const Occurrence& b) { return starts_before(event, a, b); });
  if (!recurrence.rule) return;
  const TimeSpan own = covered_time(event.span, event.zone);
  rule_.emplace(*recurrence.rule, event.zone, first_start(event), work,
                std::holds_alternative<DaySpan>(event.span));
  // Two days more than an occurrence lasts: the clock may have been changed in between.
  if (from > own.end) rule_->skip_to(Day(event.zone.wall_time(from - (own.end - own.start))) - 2);
}

std::optional<Occurrence> OccurrenceWalk::next() {
  if (!ruled_ && rule_) find_ruled();
  const bool is_single = given_ < single_.size();
  if (!is_single && !ruled_) return std::nullopt;
  if (work_ != nullptr) work_->spend();
  if (!ruled_ || (is_single && starts_before(*event_, single_[given_], *ruled_)))
    return single_[given_++];
  return std::exchange(ruled_, std::nullopt);
}

void OccurrenceWalk::find_ruled() {
  while (!ruled_) {
    const auto start = rule_->next();
    if (!start || event_->zone.place(*start).instant >= to_) {
      rule_.reset();
      return;
    }
    if (!is_as_named(*start)) continue;
    const Span span = move_span(event_->span, *start, event_->zone);
    if (is_in_range(span)) ruled_ = Occurrence{*start, span, nullptr};
  }
}

void OccurrenceWalk::add(WallTime original, const Span& span, const ChangedOccurrence* change) {
  if (work_ != nullptr) work_->spend();
  if (is_in_range(span)) single_.push_back({original, span, change});
}

bool OccurrenceWalk::is_in_range(const Span& span) const {
  const TimeSpan time = covered_time(span, event_->zone);
  return time.start < to_ && time.end > from_;
}

/// Neither excluded nor changed.
bool OccurrenceWalk::is_as_named(WallTime start) const {
  return !is_excluded(*event_->recurrence, start) && !is_changed(*event_->recurrence, start);
}

std::vector<Occurrence> occurrences_between(const Event& event, Instant from, Instant to,
                                            std::size_t limit, WorkBudget* work) {
  OccurrenceWalk walk(event, from, to, work);
  std::vector<Occurrence> found;
  while (found.size() < limit) {
    auto one = walk.next();
    if (!one) break;
    found.push_back(*one);
  }
  // The clock's change may have put two of the rule's the other way round.
  std::sort(found.begin(), found.end(),
            [&](const Occurrence& a, const Occurrence& b) { return starts_before(event, a, b); });
  return found;
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

bool has_assumed_end(const Event& event, const Span& span) {
  const auto* time = std::get_if<TimeSpan>(&span);
  const auto* own = std::get_if<TimeSpan>(&event.span);
  return event.end_is_assumed && time != nullptr && own != nullptr &&
         time->end - time->start == own->end - own->start;
}

Event apply_change(const Event& event, const ChangedOccurrence& change) {
  Event one = event;
  one.recurrence.reset();
  one.span = change.span;
  one.end_is_assumed = has_assumed_end(event, change.span);
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
