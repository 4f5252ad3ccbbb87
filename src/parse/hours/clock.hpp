#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parse/hours/days.hpp"

namespace almanach {

/// The flaw of "25h" and "14h75".
inline constexpr std::string_view kNoClockTime = "names a time that no clock shows";

/// How a time is written, which decides how sure it is that it is one.
enum class ClockStyle {
  bare,    ///< "14": only beside a surer one
  dotted,  ///< "14.30"
  named,   ///< "midi"
  sure,    ///< "14h30", "14:30", "2 pm"
};

/// One time as written, before its neighbours tell what it is for.
struct Clock {
  int hour = 0;
  int minute = 0;
  ClockStyle style = ClockStyle::bare;
  bool of_hour_unit = false;      ///< "2h" may be a length of time, "14:30" is not
  std::optional<bool> afternoon;  ///< said by am, pm, "du matin"
  std::string_view flaw;  ///< why it is no time that can be read, for a message; empty: it is one
  std::size_t next = 0;   ///< index of the token after it
};

/// The time that begins at token `index`; empty when none does.
std::optional<Clock> read_clock(const TokenText& text, std::size_t index);

}  // namespace almanach
