#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// A DATE or DATE-TIME (RFC 5545 sections 3.3.4 and 3.3.5), digits as written.
struct IcsDate {
  WallTime wall;  ///< midnight of a date
  bool has_time = false;
  bool utc = false;  ///< written with a Z
};

/// Empty for what is neither, for days and times that do not exist, and for years before 1583 (the
/// calendar's first) or after 2200. A leap second is the second before it. Any thread.
std::optional<IcsDate> read_ics_date(std::string_view text);

/// "20270113", "20270113T183000", "20270113T173000Z"
std::string format_ics_date(const IcsDate& date);

/// A length as DURATION gives it (section 3.3.6): days of the calendar, and time on the clock.
struct IcsDuration {
  int days = 0;
  std::chrono::seconds time{};

  bool is_zero() const { return days == 0 && time.count() == 0; }
};

/// Empty for what is none, and for negative ones. Any thread.
std::optional<IcsDuration> read_ics_duration(std::string_view text);

/// Whether `text` is a DURATION to the letter, in any case. Any thread.
bool is_ics_duration(std::string_view text);

/// "+0100", "-033012" (section 3.3.14); empty for what is none.
std::optional<Offset> read_ics_offset(std::string_view text);

}  // namespace almanach
