#include "support/parsing.hpp"

#include <fmt/format.h>

namespace almanach::testing {
namespace {

std::string format_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

}  // namespace

std::string describe_span(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) {
    return format_day(days->first) + " .. " + format_day(days->last);
  }
  const TimeSpan& time = std::get<TimeSpan>(event.span);
  const WallTime start = event.zone.wall_time(time.start);
  const WallTime end = event.zone.wall_time(time.end);
  std::string text =
      fmt::format("{} {:02}:{:02} - ", format_day(Day(start)), start.hour(), start.minute());
  if (Day(start) != Day(end)) text += format_day(Day(end)) + " ";
  return text + fmt::format("{:02}:{:02}", end.hour(), end.minute());
}

std::string list_problems(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += fmt::format("{}:{} {}: {}\n", problem.line, problem.column,
                        severity_name(problem.severity), problem.message);
  }
  return text;
}

}  // namespace almanach::testing
