#include "parse/event_days.hpp"

namespace almanach {

EventDays days_of(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) return {days->first, days->last};
  const TimeSpan& time = std::get<TimeSpan>(event.span);
  return {Day(event.zone.wall_time(time.start)),
          Day(event.zone.wall_time(time.end - std::chrono::seconds(1)))};
}

std::optional<Day> find_named_day(const DayMention& mention, const EventDays& days) {
  for (Day day = days.first; day <= days.last && day < days.first + 366; ++day) {
    if (mention.day == day.day() && (!mention.month || *mention.month == day.month())) return day;
  }
  return std::nullopt;
}

}  // namespace almanach
