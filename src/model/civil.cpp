#include "model/civil.hpp"

#include <fmt/format.h>

namespace almanach {

std::string format_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

std::optional<Day> read_day(std::string_view text) {
  Day day;
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!shaped || !absl::ParseCivilTime(std::string(text), &day)) return std::nullopt;
  return day;
}

}  // namespace almanach
