#pragma once

#include <variant>

#include "model/civil.hpp"

namespace almanach {

/// Whole days, in no zone. `last` is the last day of the event itself (iCalendar's DTEND is the day
/// after).
struct DaySpan {
  Day first;
  Day last;

  bool operator==(const DaySpan&) const = default;
};

/// From `start` to `end`, end not included; start < end. Shown by the clock of the event's zone.
struct TimeSpan {
  Instant start;
  Instant end;

  bool operator==(const TimeSpan&) const = default;
};

using Span = std::variant<DaySpan, TimeSpan>;

/// The end of what has no end, far beyond every date that is read.
inline constexpr Instant kNoEnd = std::chrono::sys_days(std::chrono::year_month_day(
    std::chrono::year(9999), std::chrono::December, std::chrono::day(31)));

}  // namespace almanach
