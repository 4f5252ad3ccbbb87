#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "dialect/date_style.hpp"
#include "model/zone.hpp"
#include "parse/written_date.hpp"

namespace almanach {

struct DateReading {
  std::optional<WrittenDate> date;  ///< of a span, its start
  std::string message;              ///< why there is no date
  std::string hint;                 ///< what to write instead
  /// Of "du 3 au 5 juin 2027" the last day, of "12 mai 2026 de 10h à 12h" the closing; never before
  /// `date`.
  std::optional<WrittenDate> end;
  /// A zone named behind the time ("CET", "heure de Paris"): both are by its clock. See
  /// read_zone_word().
  std::string zone;
  /// The offset that `date` would have where `style` did not count its digits alone; set only where
  /// the two are not the same time.
  std::optional<Offset> dropped;
};

/// Reads a date: "2023-05-10", "2023-05-10 14:00", "2023-05-10T14:00:00.5Z",
/// "2023-05-10 14:00:00 +02:00", "+0200", also "10/05/2023 14:00" and "mercredi 10 mai 2023 à 14h",
/// "Mar 10, 2027", and spans of these: "July 28 - August 1, 2027", "2026-05-12 10:00-12:00".
/// Refused, with a reason: days and times that do not exist, offsets over 14 hours, years before
/// 1583 (the calendar's first) or after 2200, "02/03/2022" where `style` does not say which is the
/// day, "2026-05-12 04:00-05:00", which is a span or a time with its offset. `zone`: of local
/// times; it tells where an offset is of the other season. A text that is_naive_time() is UTC where
/// `style` says so, but for midnight, which is a day. Pure; any thread.
DateReading read_date(std::string_view text, const DateStyle& style = {}, const Zone& zone = {});

/// Whether `text` is what YAML 1.1 takes for a timestamp with hours and no zone, "2027-05-10
/// 14:00:00": Jekyll, Eleventy and Astro take it for UTC where it has no quotes
/// (https://yaml.org/type/timestamp.html). Pure; any thread.
bool is_naive_time(std::string_view text);

/// As read_date(), but a span of days and a named zone are refused. Pure; any thread.
DateReading read_single_date(std::string_view text, const DateStyle& style = {},
                             const Zone& zone = {});

/// The instant of `date`: by its own offset, else by the clock of `zone` (a local time that the
/// clock skips or shows twice: see Placement).
Instant place_date(const WrittenDate& date, const Zone& zone);

/// "+02:00", with seconds only where there are any.
std::string format_offset(Offset offset);

}  // namespace almanach
