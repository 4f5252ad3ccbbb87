#include "parse/own_day_names.hpp"

#include <fmt/format.h>

namespace almanach {

std::string OwnDayNames::take(WallTime start) {
  std::string day = format_day(Day(start));
  if (taken_.insert(day).second) return day;
  std::string timed = fmt::format("{}-{:02}{:02}", day, start.hour(), start.minute());
  if (start.second() != 0) timed += fmt::format("{:02}", start.second());
  taken_.insert(timed);
  return timed;
}

std::string name_own_day(std::string_view name, std::string_view day) {
  return name.empty() ? std::string() : fmt::format("{}-{}", name, day);
}

}  // namespace almanach
