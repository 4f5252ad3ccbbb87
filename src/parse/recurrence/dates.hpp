#pragma once

#include <string>
#include <vector>

#include "parse/context.hpp"
#include "parse/dates.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {

/// A date that names an occurrence.
struct NamedDate {
  WrittenDate date;
  Position position;
  std::string text;    ///< as written
  bool exact = false;  ///< a midnight is meant as that time of day

  /// No time of day is given: it stands for all occurrences of that day.
  bool is_day() const { return !exact && date.is_bare_midnight(); }
};

/// The dates under `node`: one, a list of them, or several parted by commas. False (an error) for
/// what is no date and for more than kMostDates; then `dates` holds what was read before. Pure; any
/// thread. `frame` says how the folder writes dates.
bool read_date_list(const YamlNode& node, const RecurrenceFrame& frame,
                    std::vector<NamedDate>& dates, ProblemSink& problems);

}  // namespace almanach
