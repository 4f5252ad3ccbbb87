#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A date of the front matter, digits as written: a day, perhaps a time of day, perhaps an offset.
struct WrittenDate {
  WallTime wall;                 ///< midnight where no time is written
  bool has_time = false;         ///< a time of day is written, be it midnight
  std::optional<Offset> offset;  ///< "+02:00"; zero for "Z"
  bool zulu = false;  ///< the offset is written "Z" or "UTC": meant as UTC, not as somebody's clock

  Day day() const { return Day(wall); }
  /// No time, or midnight: editors' programs write it for "no time given".
  bool is_bare_midnight() const { return wall == WallTime(day()); }

  bool operator==(const WrittenDate&) const = default;
};

struct DateReading {
  std::optional<WrittenDate> date;
  std::string message;  ///< why there is no date
  std::string hint;     ///< what to write instead
};

/// Reads a date: "2023-05-10", "2023-05-10 14:00", "2023-05-10T14:00:00.5Z",
/// "2023-05-10 14:00:00 +02:00", "+0200", also "10/05/2023 14:00" and "mercredi 10 mai 2023 à 14h".
/// Refused, with a reason: days and times that do not exist, offsets over 14 hours, years before
/// 1583 (the calendar's first) or after 2200. Pure; any thread.
DateReading read_date(std::string_view text);

/// The instant of `date`: by its own offset, else by the clock of `zone` (a local time that the
/// clock skips or shows twice: see Placement).
Instant place_date(const WrittenDate& date, const Zone& zone);

/// "+02:00", with seconds only where there are any.
std::string format_offset(Offset offset);

}  // namespace almanach
