#include "render/when.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "render/day_words.hpp"

namespace almanach {
namespace {

std::string day_in_full(Day day, bool french) {
  return fmt::format("{} {} {} {}", weekday_name(day, french), day_number(day.day(), french),
                     month_name(day, french), day.year());
}

/// "14h", "17h30" or "14:00".
std::string clock_time(WallTime wall, bool french) {
  if (!french) return fmt::format("{:02}:{:02}", wall.hour(), wall.minute());
  return wall.minute() == 0 ? fmt::format("{}h", wall.hour())
                            : fmt::format("{}h{:02}", wall.hour(), wall.minute());
}

std::string describe_days(const DaySpan& days, bool french) {
  if (days.first == days.last) return day_in_full(days.first, french);
  const bool same_year = days.first.year() == days.last.year();
  const bool same_month = same_year && days.first.month() == days.last.month();
  std::string first = day_number(days.first.day(), french);
  if (!same_month) first += fmt::format(" {}", month_name(days.first, french));
  if (!same_year) first += fmt::format(" {}", days.first.year());
  const std::string last = fmt::format("{} {} {}", day_number(days.last.day(), french),
                                       month_name(days.last, french), days.last.year());
  return french ? fmt::format("du {} au {}", first, last) : fmt::format("{} to {}", first, last);
}

std::string describe_times(WallTime start, WallTime end, bool french) {
  const std::string from = clock_time(start, french);
  const std::string to = clock_time(end, french);
  if (Day(start) == Day(end) || (end - start) < std::int64_t{24} * 3'600) {
    return french ? fmt::format("{}, de {} à {}", day_in_full(Day(start), true), from, to)
                  : fmt::format("{}, {} to {}", day_in_full(Day(start), false), from, to);
  }
  return french ? fmt::format("du {} à {} au {} à {}", day_in_full(Day(start), true), from,
                              day_in_full(Day(end), true), to)
                : fmt::format("{}, {} to {}, {}", day_in_full(Day(start), false), from,
                              day_in_full(Day(end), false), to);
}

}  // namespace

std::string describe_when(const Event& event, std::string_view language) {
  const bool french = is_french(language);
  if (const auto* days = std::get_if<DaySpan>(&event.span)) return describe_days(*days, french);
  const TimeSpan& time = std::get<TimeSpan>(event.span);
  return describe_times(event.zone.wall_time(time.start), event.zone.wall_time(time.end), french);
}

}  // namespace almanach
