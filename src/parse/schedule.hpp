#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "base/problem.hpp"
#include "base/yaml.hpp"
#include "model/span.hpp"
#include "model/zone.hpp"
#include "parse/dates.hpp"
#include "parse/hours/hours.hpp"

namespace almanach {

/// A date as the front matter has it.
struct DatedField {
  std::string name;  ///< of the front matter key
  Position position;
  WrittenDate date;
  std::string zone;  ///< a zone named behind the time, as written; empty: none
};

/// The event's hours as a text for people names them.
struct HoursField {
  Position position;
  std::string text;  ///< as written
  ClockTime opening;
  std::optional<ClockTime> closing;  ///< at or before `opening`: of the next day
  /// Beginning and end have a key each: the end is that of the last day.
  bool apart = false;
};

/// All that a file says of when its event is. At least one of `start` and `end` is there.
struct ScheduleFacts {
  std::optional<DatedField> start;
  std::optional<DatedField> end;
  std::optional<HoursField> hours;
  std::optional<std::chrono::seconds> duration;
  Position duration_position;
};

struct Schedule {
  /// Empty: the facts contradict each other, and `problems` has an error.
  std::optional<Span> span;
  /// Over several days with hours for each of them: `span` is from the first opening to the last
  /// closing, and the description has to tell the hours.
  bool daily_hours = false;
  /// The start as it is written, where the clock skips it: `span` starts after it.
  std::optional<WallTime> skipped_start;
  /// The end follows from a length of time, written or assumed.
  bool by_length = false;
  bool end_is_assumed = false;  ///< nobody wrote it: `default_duration`
  Problems problems;            ///< without the file's name
};

/// Works out when the event is. The rules, which the hours that people read win:
///  - a bare midnight without hours means whole days, the last one included;
///  - hours supply what the dates leave open, and correct the dates' time of day (a warning);
///  - an end date alone stands for the day;
///  - midnight by the zone's clock written in UTC, as date pickers do, is a day (a warning);
///  - 24:00 is the end of the day that it is written with;
///  - without any end, `default_duration` (a warning).
/// Pure; any thread.
Schedule resolve_schedule(const ScheduleFacts& facts, const Zone& zone,
                          std::chrono::seconds default_duration);

}  // namespace almanach
