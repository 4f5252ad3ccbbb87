#pragma once

#include <optional>

#include "model/civil.hpp"

namespace almanach {

/// A date of the front matter, digits as written: a day, perhaps a time of day, perhaps an offset.
struct WrittenDate {
  WallTime wall;                 ///< midnight where no time is written
  bool has_time = false;         ///< a time of day is written, be it midnight
  std::optional<Offset> offset;  ///< "+02:00"; zero for "Z"
  bool zulu = false;  ///< the offset is written "Z" or "UTC": meant as UTC, not as somebody's clock
  bool ends_day = false;  ///< written 24:00: `wall` is the midnight that ends the day before

  Day day() const { return Day(wall); }
  /// No time, or midnight: editors' programs write it for "no time given".
  bool is_bare_midnight() const { return wall == WallTime(day()); }

  bool operator==(const WrittenDate&) const = default;
};

}  // namespace almanach
