#include "render/yearly_rule.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace almanach {
namespace {

constexpr int days_in_week = 7;

int iso_weekday(Day day) {
  return static_cast<int>(absl::GetWeekday(day)) - static_cast<int>(absl::Weekday::monday) + 1;
}

absl::Weekday absl_weekday(int iso) {
  return static_cast<absl::Weekday>(static_cast<int>(absl::Weekday::monday) + iso - 1);
}

Day first_such_weekday(Day from, int weekday) {
  return absl::NextWeekday(from - 1, absl_weekday(weekday));
}

bool is_last_of_month(Day day) {
  return (day + days_in_week).month() != day.month();
}

}  // namespace

Day find_day(const YearlyRule& rule, int year) {
  const absl::CivilMonth month(year, rule.month);
  if (rule.ordinal < 0) return first_such_weekday(Day(month + 1) - days_in_week, rule.weekday);
  if (rule.ordinal == 0) return first_such_weekday(Day(month) + (rule.first_day - 1), rule.weekday);
  const int weeks_later = rule.ordinal - 1;
  return first_such_weekday(Day(month) + absl::civil_diff_t{days_in_week} * weeks_later,
                            rule.weekday);
}

std::string format_rule(const YearlyRule& rule) {
  static constexpr std::array names{"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
  std::string text = fmt::format("FREQ=YEARLY;BYMONTH={};BYDAY=", rule.month);
  if (rule.ordinal != 0) text += std::to_string(rule.ordinal);
  text += names.at(static_cast<std::size_t>(rule.weekday - 1));
  if (rule.ordinal == 0) {
    text += ";BYMONTHDAY=";
    for (int i = 0; i < days_in_week; ++i) {
      text += fmt::format("{}{}", i == 0 ? "" : ",", rule.first_day + i);
    }
  }
  return text;
}

bool YearlyRuleFinder::take(Day day) {
  const int ordinal = (day.day() - 1) / days_in_week + 1;
  if (!pattern_) {
    pattern_ = {day.month(),           iso_weekday(day), ordinal,
                is_last_of_month(day), day.day(),        day.day()};
    return true;
  }
  Pattern pattern = *pattern_;
  if (pattern.month != day.month() || pattern.weekday != iso_weekday(day)) return false;
  if (pattern.ordinal != ordinal) pattern.ordinal = 0;
  pattern.last = pattern.last && is_last_of_month(day);
  pattern.lowest_day = std::min(pattern.lowest_day, day.day());
  pattern.highest_day = std::max(pattern.highest_day, day.day());
  const bool in_one_week = pattern.highest_day - pattern.lowest_day < days_in_week;
  if (!in_one_week && !pattern.last) return false;
  pattern_ = pattern;
  return true;
}

std::optional<YearlyRule> YearlyRuleFinder::rule() const {
  if (!pattern_) return std::nullopt;
  YearlyRule rule{pattern_->month, pattern_->weekday, 0, 0};
  if (pattern_->last) {
    rule.ordinal = -1;
  } else if (pattern_->ordinal != 0) {
    rule.ordinal = pattern_->ordinal;
  } else {
    rule.first_day = std::max(1, pattern_->highest_day - days_in_week + 1);
  }
  return rule;
}

}  // namespace almanach
