#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "parse/written_date.hpp"

namespace almanach {

/// The times of a day.
struct DayTimes {
  std::optional<int> opening;  ///< seconds from midnight; 86,400 for 24:00
  std::optional<int> closing;  ///< at or before `opening`: of the next day
  std::optional<Offset> offset;
  bool zulu = false;
  std::string zone;     ///< a zone named behind them, as written
  std::string message;  ///< why they cannot be read, to go behind the quoted text; empty: they are
};

/// Reads what stands behind a day written in digits: "T14:00:00Z", " 14h00", " 2:00 PM",
/// " 10:00-12:00", " de 10h à 12h", " at 18:00 CET". Pure; any thread.
DayTimes read_day_times(std::string_view rest);

/// `date` at so many seconds of its day, with the offset of `times`.
WrittenDate at_time(const WrittenDate& date, int seconds, const DayTimes& times);

}  // namespace almanach
