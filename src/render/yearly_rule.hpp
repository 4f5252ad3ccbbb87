#pragma once

#include <optional>
#include <string>

#include "model/civil.hpp"

namespace almanach {

/// A day of each year in the words of RFC 5545 section 3.3.10, such as "the last Sunday of March".
struct YearlyRule {
  int month = 0;    ///< 1 to 12
  int weekday = 0;  ///< ISO 8601: 1 Monday to 7 Sunday
  /// 1 to 4: the nth such weekday of the month; -1: the last; 0: the one that falls on or after
  /// `first_day`.
  int ordinal = 0;
  /// The day of the month that the week of candidates starts on; only where `ordinal` is 0.
  int first_day = 0;

  bool operator==(const YearlyRule&) const = default;
};

/// The rule's day in `year`. Any thread.
Day find_day(const YearlyRule& rule, int year);

/// The value of an RRULE without end: "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU".
std::string format_rule(const YearlyRule& rule);

/// Finds the rule that days of different years have in common, a day at a time. One thread.
class YearlyRuleFinder {
 public:
  /// Takes `day` in, or returns false and stays as it was, when no rule gives it and all days
  /// before.
  bool take(Day day);

  /// The plainest rule that gives all days taken; empty before the first.
  std::optional<YearlyRule> rule() const;

 private:
  struct Pattern {
    int month = 0;
    int weekday = 0;
    int ordinal = 0;  ///< 1 to 5, or 0: it varies
    bool last = true;
    int lowest_day = 0;
    int highest_day = 0;
  };

  std::optional<Pattern> pattern_;
};

}  // namespace almanach
