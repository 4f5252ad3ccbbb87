#include "model/event.hpp"

namespace almanach {

TimeSpan covered_time(const Span& span, const Zone& zone) {
  if (const auto* time = std::get_if<TimeSpan>(&span)) return *time;
  const DaySpan& days = std::get<DaySpan>(span);
  return {zone.place(WallTime(days.first)).instant, zone.place(WallTime(days.last + 1)).instant};
}

TimeSpan covered_time(const Event& event) {
  return event.recurrence ? event.recurrence->covered : covered_time(event.span, event.zone);
}

}  // namespace almanach
