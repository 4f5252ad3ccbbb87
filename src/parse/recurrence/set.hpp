#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/work_budget.hpp"
#include "parse/recurrence/dates.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {

/// The starts that an event's rule and its extra dates name, as far as they have to be known: all,
/// or of an endless rule those to the last date that the file speaks of.
struct OccurrenceStarts {
  std::vector<WallTime> starts;   ///< sorted, each once
  std::vector<WallTime> missing;  ///< named by the rule, but skipped by the clock; sorted
  bool endless = false;           ///< more follow

  /// Whether `start` is one of `starts`.
  bool holds(WallTime start) const;
  /// The starts on `day`, in their order.
  std::vector<WallTime> on(Day day) const;
  /// The ones before and after `start`, as "2026-05-05 and 2026-05-12", for a person to choose.
  std::string neighbours(WallTime start, const RecurrenceFrame& frame) const;
};

/// The starts of `rule` from `frame.start` on, at least to `last_day` and, where the rule ends, all
/// of them. Empty where they are more than kMostOccurrences. The walk is counted in `work`.
std::optional<OccurrenceStarts> list_starts(const RecurrenceRule& rule,
                                            const RecurrenceFrame& frame, Day last_day,
                                            WorkBudget& work);

/// Which start `date` names: a date without time that day's only one, a time itself. Empty: none,
/// or one of several.
std::optional<WallTime> find_start(const OccurrenceStarts& starts, const NamedDate& date,
                                   const Zone& zone);

}  // namespace almanach
