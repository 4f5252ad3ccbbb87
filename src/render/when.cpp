#include "render/when.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/text.hpp"
#include "model/occurrences.hpp"
#include "render/day_words.hpp"

namespace almanach {
namespace {

std::string day_in_full(Day day, bool french) {
  return fmt::format("{} {} {} {}", weekday_name(day, french), day_number(day.day(), french),
                     month_name(day, french), day.year());
}

/// "14h", "17h30" or "14:00".
std::string clock_time(WallTime wall, bool french) {
  if (!french) return fmt::format("{:02}:{:02}", wall.hour(), wall.minute());
  return wall.minute() == 0 ? fmt::format("{}h", wall.hour())
                            : fmt::format("{}h{:02}", wall.hour(), wall.minute());
}

std::string describe_days(const DaySpan& days, bool french) {
  if (days.first == days.last) return day_in_full(days.first, french);
  const bool same_year = days.first.year() == days.last.year();
  const bool same_month = same_year && days.first.month() == days.last.month();
  std::string first = day_number(days.first.day(), french);
  if (!same_month) first += fmt::format(" {}", month_name(days.first, french));
  if (!same_year) first += fmt::format(" {}", days.first.year());
  const std::string last = fmt::format("{} {} {}", day_number(days.last.day(), french),
                                       month_name(days.last, french), days.last.year());
  return french ? fmt::format("du {} au {}", first, last) : fmt::format("{} to {}", first, last);
}

/// The day of the week and, where that is not enough, of the month.
std::string day_among(Day day, const DaySpan& days, bool french) {
  constexpr int kWeek = 7;
  std::string name(weekday_name(day, french));
  if (days.last - days.first < kWeek) return name;
  name.append(" ").append(day_number(day.day(), french));
  if (days.first.month() != days.last.month() || days.last - days.first > 4 * kWeek)
    name.append(" ").append(month_name(day, french));
  return name;
}

/// Over several days the days come first: whether the hours between are of the event, it does not
/// know. An end at midnight is that of the day before.
std::string describe_long_time(WallTime start, WallTime end, bool french) {
  const bool ends_day = end == WallTime(Day(end));
  const DaySpan days{Day(start), ends_day ? Day(end) - 1 : Day(end)};
  std::string text = describe_days(days, french);
  const std::string first = day_among(days.first, days, french);
  text += french ? fmt::format(", début {} à {}", first, clock_time(start, true))
                 : fmt::format(", starting {} at {}", first, clock_time(start, false));
  if (ends_day) return text;
  const std::string last = day_among(days.last, days, french);
  return text += french ? fmt::format(", fin {} à {}", last, clock_time(end, true))
                        : fmt::format(", ending {} at {}", last, clock_time(end, false));
}

std::string describe_times(WallTime start, WallTime end, bool french) {
  const std::string from = clock_time(start, french);
  if (start == end) {
    return fmt::format("{}{}{}", day_in_full(Day(start), french), french ? ", à " : ", ", from);
  }
  if (Day(start) != Day(end) && (end - start) >= std::int64_t{24} * 3'600)
    return describe_long_time(start, end, french);
  const std::string to = clock_time(end, french);
  return french ? fmt::format("{}, de {} à {}", day_in_full(Day(start), true), from, to)
                : fmt::format("{}, {} to {}", day_in_full(Day(start), false), from, to);
}

/// The city that a zone is named after, as the language calls it.
std::string city_of(const Zone& zone, bool french) {
  struct Name {
    std::string_view zone;
    std::string_view french;
  };
  // Where French readers would stumble over the name in the database.
  constexpr std::array<Name, 16> kFrench = {{{"Europe/Brussels", "Bruxelles"},
                                             {"Europe/London", "Londres"},
                                             {"Europe/Lisbon", "Lisbonne"},
                                             {"Europe/Athens", "Athènes"},
                                             {"Europe/Vienna", "Vienne"},
                                             {"Europe/Warsaw", "Varsovie"},
                                             {"Europe/Copenhagen", "Copenhague"},
                                             {"Europe/Bucharest", "Bucarest"},
                                             {"Europe/Moscow", "Moscou"},
                                             {"Africa/Algiers", "Alger"},
                                             {"America/Montreal", "Montréal"},
                                             {"America/Miquelon", "Saint-Pierre-et-Miquelon"},
                                             {"Indian/Reunion", "La Réunion"},
                                             {"Pacific/Noumea", "Nouméa"},
                                             {"Pacific/Wallis", "Wallis-et-Futuna"},
                                             {"Pacific/Marquesas", "Taiohae"}}};
  for (const Name& name : kFrench) {
    if (french && name.zone == zone.name()) return std::string(name.french);
  }
  std::string city = zone.name().substr(zone.name().rfind('/') + 1);
  std::replace(city.begin(), city.end(), '_', ' ');
  return city;
}

bool starts_with_vowel(std::string_view name) {
  const std::string folded = fold(name.substr(0, 4));
  return std::string_view("aeiou").find(folded.front()) != std::string_view::npos;
}

}  // namespace

Span told_span(const Event& event, const Span& span) {
  if (!has_assumed_end(event, span)) return span;
  const Instant start = std::get<TimeSpan>(span).start;
  return TimeSpan{start, start};
}

std::string describe_when(const Event& event, std::string_view language) {
  return describe_when(told_span(event, event.span), event.zone, language);
}

std::string describe_when(const Span& span, const Zone& zone, std::string_view language) {
  const bool french = is_french(language);
  if (const auto* days = std::get_if<DaySpan>(&span)) return describe_days(*days, french);
  const TimeSpan& time = std::get<TimeSpan>(span);
  return describe_times(zone.wall_time(time.start), zone.wall_time(time.end), french);
}

std::string describe_hours(const TimeSpan& time, const Zone& zone, std::string_view language) {
  const bool french = is_french(language);
  if (time.start == time.end) return describe_hour(time.start, zone, language);
  return fmt::format("{} – {}", clock_time(zone.wall_time(time.start), french),
                     clock_time(zone.wall_time(time.end), french));
}

std::string describe_hour(Instant instant, const Zone& zone, std::string_view language) {
  return clock_time(zone.wall_time(instant), is_french(language));
}

std::string describe_clock(const Zone& zone, std::string_view language) {
  if (zone == Zone()) return "UTC";
  const bool french = is_french(language);
  const std::string city = city_of(zone, french);
  if (!french) return fmt::format("{} time", city);
  return fmt::format("heure {}{}", starts_with_vowel(city) ? "d’" : "de ", city);
}

std::string other_clock(Instant instant, const Zone& zone, const Zone& usual,
                        std::string_view language) {
  if (zone.state(instant).offset == usual.state(instant).offset) return "";
  return fmt::format(" ({})", describe_clock(zone, language));
}

}  // namespace almanach
