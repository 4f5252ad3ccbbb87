#include "model/rule_walk.hpp"

#include <algorithm>
#include <cstdint>

namespace almanach {
namespace {

constexpr int kLastYear = 2200;

using Month = absl::CivilMonth;
using Year = absl::CivilYear;

int weekday_of(Day day) {
  return static_cast<int>(absl::GetWeekday(day)) + 1;
}

Day week_of(Day day, int week_start) {
  return day - (weekday_of(day) - week_start + 7) % 7;
}

template <typename T>
bool holds(const std::vector<T>& list, T value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

/// Whether `list` names the place `index` (from 0) of `length`, from the front or from the back.
bool names_place(const std::vector<int>& list, std::int64_t index, std::int64_t length) {
  return holds(list, static_cast<int>(index + 1)) || holds(list, static_cast<int>(index - length));
}

/// The first day of the year's week 1: the first week with four days in the year.
Day first_week(absl::civil_year_t year, int week_start) {
  return week_of(Day(year, 1, 4), week_start);
}

/// RFC 5545 section 3.3.10: what the rule leaves open is taken from the start.
RecurrenceRule fill_in(RecurrenceRule rule, WallTime first) {
  const bool names_days = !rule.weekdays.empty() || !rule.month_days.empty() ||
                          !rule.year_days.empty() || !rule.week_numbers.empty();
  const bool weeks_alone =
      !rule.week_numbers.empty() && rule.weekdays.empty() && rule.month_days.empty();
  const bool weekly = rule.frequency == Frequency::weekly;
  if ((weekly && rule.weekdays.empty()) || weeks_alone)
    rule.weekdays = {{0, weekday_of(Day(first))}};
  if (!names_days && rule.frequency == Frequency::yearly && rule.months.empty())
    rule.months = {first.month()};
  if (!names_days && (rule.frequency == Frequency::monthly || rule.frequency == Frequency::yearly))
    rule.month_days = {first.day()};
  if (rule.hours.empty()) rule.hours = {first.hour()};
  if (rule.minutes.empty()) rule.minutes = {first.minute()};
  if (rule.seconds.empty()) rule.seconds = {first.second()};
  return rule;
}

/// What it takes to look at a day, in what it takes where no list is long.
std::uint64_t weigh(const RecurrenceRule& rule) {
  constexpr std::uint64_t kShort = 8;
  const std::uint64_t values = rule.weekdays.size() + rule.month_days.size() +
                               rule.year_days.size() + rule.week_numbers.size() +
                               rule.set_positions.size();
  return 1 + values / kShort;
}

}  // namespace

RuleWalk::RuleWalk(const RecurrenceRule& rule, const Zone& zone, WallTime first, WorkBudget* work,
                   bool whole_days)
    : rule_(rule),
      zone_(zone),
      anchor_(first),
      earliest_(first),
      filled_(fill_in(rule, first)),
      may_skip_(!whole_days && !(zone == Zone())),
      work_(work),
      weight_(weigh(rule)) {}

bool RuleWalk::exists(WallTime start) const {
  return !may_skip_ || zone_.place(start).kind != Placement::Kind::skipped;
}

std::optional<WallTime> RuleWalk::next() {
  while (const auto start = next_named()) {
    if (exists(*start)) return start;
  }
  return std::nullopt;
}

std::optional<WallTime> RuleWalk::next_named() {
  while (!ended_) {
    while (used_ < upcoming_.size()) {
      const WallTime start = upcoming_[used_++];
      if (start < earliest_) continue;
      const bool counted = rule_.count && found_ == *rule_.count;
      if (counted || (rule_.until && zone_.place(start).instant > *rule_.until)) {
        ended_ = true;
        return std::nullopt;
      }
      if (rule_.count && exists(start)) ++found_;
      return start;
    }
    fill();
  }
  return std::nullopt;
}

void RuleWalk::skip_to(Day day) {
  if (rule_.count || day <= Day(earliest_)) return;
  const Day begin = period_start(0);
  absl::civil_diff_t periods = 0;
  switch (rule_.frequency) {
    case Frequency::daily:
      periods = day - begin;
      break;
    case Frequency::weekly:
      periods = (day - begin) / 7;
      break;
    case Frequency::monthly:
      periods = Month(day) - Month(begin);
      break;
    case Frequency::yearly:
      periods = Year(day) - Year(begin);
      break;
  }
  earliest_ = WallTime(day);
  period_ = std::max(period_, periods / rule_.interval);
}

Day RuleWalk::period_start(absl::civil_diff_t period) const {
  const absl::civil_diff_t steps = period * rule_.interval;

  switch (rule_.frequency) {
    case Frequency::daily:
      return anchor_ + steps;
    case Frequency::weekly:
      return week_of(anchor_, rule_.week_start) + 7 * steps;
    case Frequency::monthly:
      return Day(Month(anchor_) + steps);
    case Frequency::yearly:
      break;
  }
  return Day(Year(anchor_) + steps);
}

Day RuleWalk::period_end(Day start) const {
  switch (rule_.frequency) {
    case Frequency::daily:
      return start + 1;
    case Frequency::weekly:
      return start + 7;
    case Frequency::monthly:
      return Day(Month(start) + 1);
    case Frequency::yearly:
      break;
  }
  return Day(Year(start) + 1);
}

/// Looks into the next period.
void RuleWalk::fill() {
  upcoming_.clear();
  used_ = 0;
  const Day start = period_start(period_++);
  if (start.year() > kLastYear) {
    ended_ = true;
    return;
  }
  const Day end = period_end(start);
  std::uint64_t days = 1;
  for (Day day = start; day < end; ++days) {
    if (!filled_.months.empty() && !holds(filled_.months, day.month())) {
      day = Day(Month(day) + 1);  // months that the rule does not name are passed over
      continue;
    }
    if (day.year() <= kLastYear && matches(day)) add_day(day);
    ++day;
  }
  count((days + upcoming_.size()) * weight_);
  if (!rule_.set_positions.empty()) take_positions();
}

void RuleWalk::count(std::uint64_t days) {
  constexpr std::uint64_t kDaysOfStep = 8;
  uncounted_ += days;
  if (work_ != nullptr) work_->spend(uncounted_ / kDaysOfStep);
  uncounted_ %= kDaysOfStep;
}

void RuleWalk::add_day(Day day) {
  for (const int hour : filled_.hours) {
    for (const int minute : filled_.minutes) {
      for (const int second : filled_.seconds)
        upcoming_.push_back(WallTime(day) + (hour * 3'600 + minute * 60 + second));
    }
  }
}

void RuleWalk::take_positions() {
  std::vector<WallTime> taken;
  const auto size = static_cast<std::int64_t>(upcoming_.size());
  for (std::int64_t i = 0; i < size; ++i) {
    if (names_place(rule_.set_positions, i, size))
      taken.push_back(upcoming_[static_cast<std::size_t>(i)]);
  }
  upcoming_ = std::move(taken);
}

bool RuleWalk::matches(Day day) const {
  if (!filled_.weekdays.empty() && !matches_weekday(day)) return false;
  if (!filled_.month_days.empty()) {
    const Day month(Month{day});
    if (!names_place(filled_.month_days, day - month, Day(Month(day) + 1) - month)) return false;
  }
  if (!filled_.year_days.empty()) {
    const Day year(Year{day});
    if (!names_place(filled_.year_days, day - year, Day(Year(day) + 1) - year)) return false;
  }
  return filled_.week_numbers.empty() || matches_week_number(day);
}

/// Ordinals count in the month, or in the year where the rule is of years and names no months.
bool RuleWalk::matches_weekday(Day day) const {
  const bool in_year = rule_.frequency == Frequency::yearly && filled_.months.empty();
  const Day begin = in_year ? Day(Year(day)) : Day(Month(day));
  const Day end = in_year ? Day(Year(day) + 1) : Day(Month(day) + 1);
  const auto from_front = static_cast<int>((day - begin) / 7 + 1);
  const auto from_back = static_cast<int>((end - day - 1) / 7 + 1);
  const int weekday = weekday_of(day);
  return std::any_of(filled_.weekdays.begin(), filled_.weekdays.end(), [&](const RuleWeekday& one) {
    return one.weekday == weekday &&
           (one.ordinal == 0 || one.ordinal == from_front || one.ordinal == -from_back);
  });
}

bool RuleWalk::matches_week_number(Day day) const {
  absl::civil_year_t year = day.year() + 1;
  while (day < first_week(year, rule_.week_start)) --year;
  const Day begin = first_week(year, rule_.week_start);
  const Day end = first_week(year + 1, rule_.week_start);
  return names_place(filled_.week_numbers, (day - begin) / 7, (end - begin) / 7);
}

}  // namespace almanach
