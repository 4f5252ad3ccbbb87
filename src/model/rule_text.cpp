#include "model/rule_text.hpp"

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace almanach {
namespace {

constexpr std::array<std::string_view, 4> kFrequencies = {"DAILY", "WEEKLY", "MONTHLY", "YEARLY"};
constexpr std::array<std::string_view, 7> kWeekdays = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};

std::string_view weekday_name(int weekday) {
  return kWeekdays.at(static_cast<std::size_t>(weekday - 1));
}

void add_numbers(std::string& text, std::string_view name, const std::vector<int>& numbers) {
  if (numbers.empty()) return;
  text.append(";").append(name).append("=");
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (i != 0) text += ',';
    text += std::to_string(numbers[i]);
  }
}

void add_weekdays(std::string& text, const std::vector<RuleWeekday>& weekdays) {
  for (std::size_t i = 0; i < weekdays.size(); ++i) {
    text += i == 0 ? ";BYDAY=" : ",";
    if (weekdays[i].ordinal != 0) text += std::to_string(weekdays[i].ordinal);
    text += weekday_name(weekdays[i].weekday);
  }
}

}  // namespace

std::string format_rule(const RecurrenceRule& rule) {
  std::string text = "FREQ=";
  text += kFrequencies.at(static_cast<std::size_t>(rule.frequency));
  if (rule.interval != 1) text += ";INTERVAL=" + std::to_string(rule.interval);
  add_numbers(text, "BYMONTH", rule.months);
  add_numbers(text, "BYWEEKNO", rule.week_numbers);
  add_numbers(text, "BYYEARDAY", rule.year_days);
  add_numbers(text, "BYMONTHDAY", rule.month_days);
  add_weekdays(text, rule.weekdays);
  add_numbers(text, "BYHOUR", rule.hours);
  add_numbers(text, "BYMINUTE", rule.minutes);
  add_numbers(text, "BYSECOND", rule.seconds);
  add_numbers(text, "BYSETPOS", rule.set_positions);
  if (rule.week_start != 1) text.append(";WKST=").append(weekday_name(rule.week_start));
  return text;
}

}  // namespace almanach
