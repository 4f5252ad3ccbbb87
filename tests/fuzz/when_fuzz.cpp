#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "dialect/date_evidence.hpp"
#include "parse/dates.hpp"
#include "parse/hours_value.hpp"

namespace {

using almanach::DateReading;
using almanach::DateStyle;
using almanach::HoursPlace;
using almanach::HoursValue;
using almanach::WrittenDate;

void require(bool condition) {
  if (!condition) std::abort();
}

std::string write(const WrittenDate& date) {
  std::string out =
      fmt::format("{:04}-{:02}-{:02}", date.wall.year(), date.wall.month(), date.wall.day());
  if (!date.has_time) return out;
  out +=
      fmt::format("T{:02}:{:02}:{:02}", date.wall.hour(), date.wall.minute(), date.wall.second());
  if (date.offset) out += date.zulu ? "Z" : almanach::format_offset(*date.offset);
  return out;
}

/// No day or offset out of bounds; written plainly, it reads as the same again.
void check_date(const WrittenDate& date) {
  constexpr int kFirstYear = 1583;
  constexpr int kLastYear = 2201;  // 24:00 of the last day
  constexpr int kMostOffset = 14 * 3'600;
  require(date.wall.year() >= kFirstYear && date.wall.year() <= kLastYear);
  require(!date.offset || std::abs(date.offset->count()) <= kMostOffset);
  require(date.has_time || date.is_bare_midnight());
  if (date.wall.year() == kLastYear) return;
  const DateReading again = almanach::read_date(write(date));
  require(again.date.has_value() && !again.end);
  WrittenDate same = *again.date;
  same.ends_day = date.ends_day;
  same.zulu = date.zulu;
  require(same == date);
}

void check_dates(std::string_view text, const DateStyle& style) {
  const DateReading reading = almanach::read_date(text, style);
  require(reading.date.has_value() == reading.message.empty());
  if (!reading.date) return;
  check_date(*reading.date);
  if (!reading.end) return;
  check_date(*reading.end);
  require(reading.end->wall.year() >= reading.date->wall.year());
}

void check_hours(std::string_view text, HoursPlace place) {
  static const almanach::Zone kUtc;
  const HoursValue value =
      almanach::read_hours_value(text, place, kUtc, almanach::Day(2027, 1, 12));
  require(!value.is_zone_unknown || !value.refusal.empty());
  for (const auto& time : {value.opening, value.closing}) {
    if (!time) continue;
    require(time->hour >= 0 && time->hour <= 24 && time->minute >= 0 && time->minute < 60);
    require(time->hour < 24 || time->minute == 0);
  }
  require(!value.length || value.length->count() > 0);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  DateStyle style;
  check_dates(text, style);
  style.order = DateStyle::Order::month_first;
  style.offsets = DateStyle::Offsets::digits;
  check_dates(text, style);
  const almanach::DateEvidence evidence = almanach::date_evidence(text);
  require(evidence.is_date || evidence == almanach::DateEvidence());
  require(!evidence.order || !evidence.ambiguous_order);
  for (const HoursPlace place :
       {HoursPlace::text, HoursPlace::key, HoursPlace::opening, HoursPlace::closing})
    check_hours(text, place);
  return 0;
}
