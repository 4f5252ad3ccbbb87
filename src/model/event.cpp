#include "model/event.hpp"

namespace almanach {

TimeSpan covered_time(const Event& event) {
  if (const auto* time = std::get_if<TimeSpan>(&event.span)) return *time;
  const DaySpan& days = std::get<DaySpan>(event.span);
  return {event.zone.place(WallTime(days.first)).instant,
          event.zone.place(WallTime(days.last + 1)).instant};
}

}  // namespace almanach
