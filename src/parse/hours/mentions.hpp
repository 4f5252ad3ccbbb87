#pragma once

#include <compare>
#include <cstddef>
#include <optional>

namespace almanach {

/// A time of day as people write it: 0:00 to 24:00.
struct ClockTime {
  int hour = 0;    ///< 0 to 24; 24 only as a closing and with minute 0
  int minute = 0;  ///< 0 to 59

  auto operator<=>(const ClockTime&) const = default;
};

inline constexpr int kHourSeconds = 3'600;
inline constexpr int kDaySeconds = 24 * kHourSeconds;

/// From midnight; 86,400 for 24:00.
constexpr int seconds_of(ClockTime time) {
  constexpr int kMinuteSeconds = 60;
  return time.hour * kHourSeconds + time.minute * kMinuteSeconds;
}

/// A day that a text names. What the text does not say is empty.
struct DayMention {
  std::size_t offset = 0;      ///< bytes from the start of the text to the mention
  std::optional<int> weekday;  ///< ISO 8601: 1 Monday to 7 Sunday
  int day = 0;                 ///< 1 to 31, checked against the month when both are known
  std::optional<int> month;    ///< 1 to 12
  std::optional<int> year;     ///< four digits; "du 20 décembre au 5 janvier 2024" begins in 2023

  bool operator==(const DayMention&) const = default;
};

}  // namespace almanach
