#pragma once

#include <absl/time/civil_time.h>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// A day of the calendar on the wall, in no zone. Proleptic Gregorian; arithmetic is in days.
using Day = absl::CivilDay;

/// A date and time of day as a clock on the wall shows it, in no zone, to the second.
using WallTime = absl::CivilSecond;

/// A point in time, UTC, to the second.
using Instant = std::chrono::sys_seconds;

/// A difference between wall clock and UTC, east positive.
using Offset = std::chrono::seconds;

/// The day as "2026-05-01". Any thread.
std::string format_day(Day day);
/// The day that such text names; empty for any other text. Any thread.
std::optional<Day> read_day(std::string_view text);

}  // namespace almanach
