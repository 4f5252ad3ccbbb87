#include "http/dav/time_range.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace almanach::dav {
namespace {

constexpr Instant kBeginning = std::chrono::sys_days(
    std::chrono::year_month_day(std::chrono::year(1), std::chrono::January, std::chrono::day(1)));

std::optional<int> read_digits(std::string_view text) {
  const bool digits =
      std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  int value = 0;
  if (!digits || text.empty()) return std::nullopt;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

std::optional<Day> read_date(std::string_view text) {
  if (text.size() != 8) return std::nullopt;
  const auto year = read_digits(text.substr(0, 4));
  const auto month = read_digits(text.substr(4, 2));
  const auto day = read_digits(text.substr(6, 2));
  if (!year || !month || !day || *year < 1) return std::nullopt;
  const Day date(*year, *month, *day);
  // A 30 February would have become a day of March.
  if (date.month() != *month || date.day() != *day) return std::nullopt;
  return date;
}

/// Without its zone: "20260101T120000".
std::optional<WallTime> read_wall_time(std::string_view text) {
  if (text.size() != 15 || text[8] != 'T') return std::nullopt;
  const auto date = read_date(text.substr(0, 8));
  const auto hour = read_digits(text.substr(9, 2));
  const auto minute = read_digits(text.substr(11, 2));
  const auto second = read_digits(text.substr(13, 2));
  if (!date || !hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
    return std::nullopt;
  return WallTime(date->year(), date->month(), date->day(), *hour, *minute, *second);
}

}  // namespace

std::string format_utc_time(Instant instant) {
  const WallTime utc = Zone().wall_time(instant);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", utc.year(), utc.month(), utc.day(),
                     utc.hour(), utc.minute(), utc.second());
}

std::optional<Instant> read_utc_time(std::string_view text) {
  if (!text.ends_with('Z')) return std::nullopt;
  const auto wall = read_wall_time(text.substr(0, text.size() - 1));
  if (!wall) return std::nullopt;
  return Zone().place(*wall).instant;
}

std::optional<TimeSpan> read_ical_time(std::string_view text, const Zone& zone) {
  if (const auto date = read_date(text))
    return TimeSpan{zone.place(WallTime(*date)).instant, zone.place(WallTime(*date + 1)).instant};
  if (const auto utc = read_utc_time(text)) return TimeSpan{*utc, *utc + std::chrono::seconds(1)};
  const auto wall = read_wall_time(text);
  if (!wall) return std::nullopt;
  const Instant instant = zone.place(*wall).instant;
  return TimeSpan{instant, instant + std::chrono::seconds(1)};
}

std::optional<TimeRange> read_time_range(const XmlElement& element, bool both) {
  const auto start = element.attribute("start");
  const auto end = element.attribute("end");
  if (both ? !start || !end : !start && !end) return std::nullopt;
  TimeRange range{kBeginning, kNoEnd};
  for (const auto& [text, instant] : {std::pair(start, &range.start), std::pair(end, &range.end)}) {
    if (!text) continue;
    const auto read = read_utc_time(*text);
    if (!read) return std::nullopt;
    *instant = *read;
  }
  if (range.start >= range.end) return std::nullopt;
  return range;
}

}  // namespace almanach::dav
