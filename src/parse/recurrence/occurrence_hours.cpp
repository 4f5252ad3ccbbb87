#include "parse/recurrence/occurrence_hours.hpp"

#include <algorithm>

namespace almanach {
namespace {

constexpr std::chrono::seconds kDay{24 * 3'600};

std::chrono::seconds length_of(const Zone& zone, const Span& first, WallTime start,
                               bool by_length) {
  if (const auto* days = std::get_if<DaySpan>(&first)) return (days->last - days->first) * kDay;
  const TimeSpan& time = std::get<TimeSpan>(first);
  const std::chrono::seconds on_clock(zone.wall_time(time.end) - start);
  return by_length || on_clock.count() <= 0 ? time.end - time.start : on_clock;
}

}  // namespace

OccurrenceHours::OccurrenceHours(const Zone& zone, const Span& first, WallTime start,
                                 bool by_length)
    : zone_(zone),
      whole_days_(std::holds_alternative<DaySpan>(first)),
      length_(length_of(zone, first, start, by_length)) {}

Night OccurrenceHours::night_of(WallTime start) const {
  if (whole_days_) return Night::usual;
  const Placement begin = zone_.place(start);
  if (begin.kind == Placement::Kind::skipped) return Night::missing;
  if (begin.kind == Placement::Kind::repeated) return Night::doubled;
  const Placement end = zone_.place(start + length_.count());
  const bool usual = end.kind == Placement::Kind::unique && end.instant - begin.instant == length_;
  return usual ? Night::usual : Night::other_end;
}

Span OccurrenceHours::span_at(WallTime start) const {
  if (whole_days_) return DaySpan{Day(start), Day(start) + length_ / kDay};
  const Instant begin = zone_.place(start).instant;
  const Instant end = zone_.place(start + length_.count()).instant;
  return TimeSpan{begin, end > begin ? end : begin + length_};
}

std::vector<WallTime> OccurrenceHours::odd_starts(const std::vector<int>& times, WallTime first,
                                                  Instant last) const {
  std::vector<WallTime> found;
  if (whole_days_) return found;
  const std::chrono::seconds second(1);
  const auto days_before = 1 + length_ / kDay;
  // The change may have been shortly before: its readings are told twice.
  auto change = zone_.next_change(zone_.place(first).instant - std::chrono::hours(24));
  for (; change && *change <= last; change = zone_.next_change(*change)) {
    const WallTime before = zone_.wall_time(*change - second) + 1;
    const WallTime after = zone_.wall_time(*change);
    const WallTime low = std::min(before, after);
    const WallTime high = std::max(before, after);
    for (Day day = Day(low) - days_before; day <= Day(high); ++day) {
      for (const int time : times) {
        const WallTime start = WallTime(day) + time;
        const bool meets = start >= first && start < high && start + length_.count() >= low;
        if (meets && night_of(start) != Night::usual) found.push_back(start);
      }
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace almanach
