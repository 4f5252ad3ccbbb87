#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "model/civil.hpp"
#include "model/span.hpp"

namespace almanach {

enum class EventStatus;  // model/event.hpp

enum class Frequency { daily, weekly, monthly, yearly };

/// A weekday as rules name it: "Tuesdays", "the first Tuesday", "the last Friday".
struct RuleWeekday {
  int ordinal = 0;  ///< 0 each; 1 the first of the month (or year), -1 the last; -53 to 53
  int weekday = 1;  ///< ISO 8601: 1 Monday to 7 Sunday

  auto operator<=>(const RuleWeekday&) const = default;
};

/// A repetition rule (RFC 5545 section 3.3.10). What a list leaves open is as in the event's start.
/// All lists are sorted and without repetitions.
struct RecurrenceRule {
  Frequency frequency = Frequency::weekly;
  int interval = 1;          ///< 1 to 1,000: every nth day, week, month or year
  std::optional<int> count;  ///< 1 to 5,000 occurrences
  /// No occurrence starts after it. Of whole days it is the last second of the last day. Never
  /// beside `count`.
  std::optional<Instant> until;
  std::vector<int> months;        ///< 1 to 12
  std::vector<int> week_numbers;  ///< ISO 8601 but for the week's start: 1 to 53, -1 the last
  std::vector<int> year_days;     ///< 1 to 366, -1 the last
  std::vector<int> month_days;    ///< 1 to 31, -1 the last
  std::vector<RuleWeekday> weekdays;
  std::vector<int> hours;          ///< 0 to 23; none for whole days, as the next two
  std::vector<int> minutes;        ///< 0 to 59
  std::vector<int> seconds;        ///< 0 to 59
  std::vector<int> set_positions;  ///< 1 the first of each week, month or year, -1 the last
  int week_start = 1;              ///< ISO 8601: 1 Monday to 7 Sunday

  bool operator==(const RecurrenceRule&) const = default;
};

/// What is different about one occurrence; what is empty is as in the event.
struct ChangedOccurrence {
  WallTime original;  ///< where it would start unchanged; midnight for whole days
  Span span;          ///< when it is; as it would be unchanged, where only other things differ
  std::optional<EventStatus> status;
  std::optional<std::string> title;
  std::optional<std::string> location;  ///< takes the event's map point away with it
  std::optional<std::string> description;
  std::optional<std::string> description_html;  ///< set together with `description`

  bool operator==(const ChangedOccurrence&) const = default;
};

/// How an event repeats. The event's own span is the first occurrence that rule and `extra` name,
/// be it among the excluded. An occurrence is known by where it starts on the clock of the event's
/// zone (whole days: at midnight); a reading that the clock shows twice means the first time.
struct Recurrence {
  std::optional<RecurrenceRule> rule;      ///< empty: the event's own span, and `extra`
  std::vector<WallTime> extra;             ///< RDATE; sorted, none of them the rule's
  std::vector<WallTime> excluded;          ///< EXDATE; sorted, each an occurrence
  std::vector<ChangedOccurrence> changed;  ///< by `original`; each an occurrence, none excluded
  /// From the first start to the last end, changed occurrences among them; kNoEnd where the rule
  /// has no end.
  TimeSpan covered;

  bool operator==(const Recurrence&) const = default;
};

}  // namespace almanach
