#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "base/yaml.hpp"
#include "model/span.hpp"
#include "model/zone.hpp"
#include "parse/dates.hpp"

namespace almanach {

/// What the readers of a repetition have to know of the event's first occurrence. Borrowed.
struct RecurrenceFrame {
  const Zone& zone;
  const Span& span;
  WallTime start;  ///< on the zone's clock; midnight for whole days
  /// A midnight that is written as a time is meant as one: a program wrote it, no person.
  bool literal = false;
  DateStyle style = {};  ///< of the folder

  bool whole_days() const { return std::holds_alternative<DaySpan>(span); }
};

/// Most occurrences that a count may ask for, and most entries of a list of dates or changes.
inline constexpr int kMostCount = 5'000;
inline constexpr std::size_t kMostDates = 1'000;
/// Occurrences that a rule may have in all: daily ones from the calendar's first year to its last
/// would be more, no real series is.
inline constexpr std::size_t kMostOccurrences = 100'000;
inline constexpr int kMostInterval = 1'000;

/// A date as read_date() takes it, or as iCalendar writes it: "20260505", "20260505T140000Z" (RFC
/// 5545 sections 3.3.4 and 3.3.5). `style` and `zone`: as there.
DateReading read_occurrence_date(std::string_view text, const DateStyle& style = {},
                                 const Zone& zone = {});

/// The last instant that a rule with this end may start at: a day counts to its end.
Instant rule_end(const WrittenDate& date, const RecurrenceFrame& frame);

/// Where `date` is on the zone's clock: a bare midnight as written, by the digits.
WallTime local_time(const WrittenDate& date, const Zone& zone);

/// "2026-05-05", with the time of day where the event has one: "2026-05-05 18:00".
std::string format_start(WallTime start, const RecurrenceFrame& frame);

/// "2026-05-05".
std::string format_date(Day day);

/// Where the character at `offset` of the node's text stands: exact for text on one line.
Position position_in(const YamlNode& node, std::size_t offset);

/// Whole number of up to four digits, and nothing beside it.
std::optional<int> read_whole_number(std::string_view text);

}  // namespace almanach
