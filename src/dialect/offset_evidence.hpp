#pragma once

#include <optional>
#include <string_view>

#include "dialect/date_style.hpp"
#include "model/civil.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A time with an offset from UTC behind it: "2019-11-06T14:30:00-02:00".
struct StampedTime {
  WallTime wall;  ///< the digits
  Offset offset{0};
  bool zulu = false;  ///< it is written "Z"

  Instant instant() const;

  bool operator==(const StampedTime&) const = default;
};

/// The time of a value that is one and nothing else. Pure; any thread.
std::optional<StampedTime> find_stamped_time(std::string_view text);

/// What an offset is in a zone.
enum class OffsetRole {
  standard,      ///< the zone has it then, in standard time
  daylight,      ///< the zone has it then, in summer time
  other_season,  ///< the zone has it in the other half of that year
  foreign,       ///< the zone has it neither then nor half a year before or after
};

/// The role of `time`'s offset in `zone`. Any thread.
OffsetRole role_of_offset(const StampedTime& time, const Zone& zone);

/// Whether `style` takes the digits of `time` for a local time of `zone`. Any thread.
bool counts_digits(const StampedTime& time, const DateStyle& style, const Zone& zone);

}  // namespace almanach
