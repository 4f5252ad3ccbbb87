#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/work_budget.hpp"
#include "model/recurrence.hpp"
#include "parse/recurrence/dates.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// What is different about one occurrence, to be read when it is known which one that is.
struct NamedChange {
  NamedDate which;
  /// Gets the start of the occurrence, and when it is unchanged; empty (an error, which it reports)
  /// where what is said of it is nonsense.
  std::function<std::optional<ChangedOccurrence>(WallTime original, const Span& unchanged)> read;
};

/// All that a file says of how its event repeats: a rule, or extra dates, or both.
struct RecurrenceFacts {
  explicit RecurrenceFacts(WorkBudget& budget) : work(budget) {}

  WorkBudget& work;  ///< of the file
  DatedField start;  ///< where the file gives the event's start
  std::optional<RecurrenceRule> rule;
  Position position;  ///< of the rule, or of the extra dates
  std::vector<NamedDate> except;
  std::vector<NamedDate> extra;
  std::vector<NamedChange> changes;
  /// An occurrence that lasts into the next is meant, and no slip.
  bool may_overlap = false;
  /// The start as it is written, where the clock skips it; the event's span starts after it.
  std::optional<WallTime> skipped_start;
  /// The file gives a length and no end.
  bool by_length = false;
  /// How the file gives `name` that start, as a hint shows it; `name`: of `start`, or `extra_name`.
  std::function<std::string(std::string_view name, WallTime start)> show;
  std::string_view extra_name = "rdate";
};

}  // namespace almanach
