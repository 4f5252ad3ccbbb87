#include "render/day_words.hpp"

#include <array>
#include <cstddef>

namespace almanach {
namespace {

using Names7 = std::array<std::string_view, 7>;
using Names12 = std::array<std::string_view, 12>;

constexpr Names7 kFrenchDays = {"lundi",    "mardi",  "mercredi", "jeudi",
                                "vendredi", "samedi", "dimanche"};
constexpr Names7 kEnglishDays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                 "Friday", "Saturday", "Sunday"};
constexpr Names12 kFrenchMonths = {"janvier",   "février", "mars",     "avril",
                                   "mai",       "juin",    "juillet",  "août",
                                   "septembre", "octobre", "novembre", "décembre"};
constexpr Names12 kEnglishMonths = {"January",   "February", "March",    "April",
                                    "May",       "June",     "July",     "August",
                                    "September", "October",  "November", "December"};
constexpr Names12 kFrenchShortMonths = {"janv.", "févr.", "mars",  "avr.", "mai",  "juin",
                                        "juil.", "août",  "sept.", "oct.", "nov.", "déc."};
constexpr std::size_t kShortName = 3;

}  // namespace

std::string_view weekday_name(int weekday, bool french) {
  const auto index = static_cast<std::size_t>(weekday - 1);
  return french ? kFrenchDays.at(index) : kEnglishDays.at(index);
}

std::string_view weekday_name(Day day, bool french) {
  return weekday_name(static_cast<int>(absl::GetWeekday(day)) + 1, french);
}

std::string_view month_name(Day day, bool french) {
  const auto index = static_cast<std::size_t>(day.month() - 1);
  return french ? kFrenchMonths.at(index) : kEnglishMonths.at(index);
}

std::string short_weekday_name(Day day, bool french) {
  const std::string name(weekday_name(day, french).substr(0, kShortName));
  return french ? name + '.' : name;
}

std::string_view short_month_name(Day day, bool french) {
  const auto index = static_cast<std::size_t>(day.month() - 1);
  return french ? kFrenchShortMonths.at(index) : kEnglishMonths.at(index).substr(0, kShortName);
}

std::string day_number(int day, bool french) {
  return french && day == 1 ? "1er" : std::to_string(day);
}

}  // namespace almanach
