#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/work_budget.hpp"
#include "model/recurrence.hpp"
#include "model/zone.hpp"

namespace almanach {

/// Walks through the occurrences of a rule (RFC 5545 section 3.3.10) on the clock of a zone, from
/// `first` on, rising. `first` is one of them only where it fits the rule. A start that the clock
/// skips, on the night that it is put forward, is no occurrence and not counted.
///
/// Not by libical's iterator: with 5 µs a step, and up to a second for a rule that yields nothing,
/// one bad file would hold up a whole folder. Here a year costs some microseconds, and the walk
/// ends with the year 2200. tests/system/test_recurrence.py holds it to what other libraries say.
///
/// One thread at a time. `rule` and `zone` are borrowed for the walk's life.
class RuleWalk {
 public:
  /// `work`, which is borrowed for the walk's life: what the days that are looked at are counted
  /// in; null: nowhere. `whole_days`: the starts are days, which no clock skips.
  RuleWalk(const RecurrenceRule& rule, const Zone& zone, WallTime first, WorkBudget* work = nullptr,
           bool whole_days = false);

  /// The next start; empty at the end. Throws what `work` throws.
  std::optional<WallTime> next();

  /// The next start that the rule names, be it one that the clock skips; else as next().
  std::optional<WallTime> next_named();

  /// Whether the clock shows `start`.
  bool exists(WallTime start) const;

  /// Leaves out what is before `day`. Does nothing for a rule with a count, whose occurrences have
  /// to be counted from the first.
  void skip_to(Day day);

 private:
  void fill();
  void count(std::uint64_t days);
  void add_day(Day day);
  void take_positions();
  bool matches(Day day) const;
  bool matches_weekday(Day day) const;
  bool matches_week_number(Day day) const;
  Day period_start(absl::civil_diff_t period) const;
  Day period_end(Day start) const;

  const RecurrenceRule& rule_;
  const Zone& zone_;
  Day anchor_;                      ///< the start's; periods are counted from its own
  WallTime earliest_;               ///< to be given
  RecurrenceRule filled_;           ///< with what the start says where the rule is silent
  absl::civil_diff_t period_ = 0;   ///< the next to look into, in intervals from the start's own
  std::vector<WallTime> upcoming_;  ///< of the period looked into last
  std::size_t used_ = 0;            ///< of `upcoming_`
  int found_ = 0;                   ///< occurrences so far, without those that the clock skips
  bool ended_ = false;
  const bool may_skip_;  ///< there are starts that the clock may skip
  WorkBudget* work_;
  std::uint64_t weight_;         ///< of a day that is looked at
  std::uint64_t uncounted_ = 0;  ///< days looked at that are less than a step
};

}  // namespace almanach
