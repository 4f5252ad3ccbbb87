#include "parse/ics/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "base/text.hpp"
#include "config/duration.hpp"

namespace almanach {
namespace {

/// The digits from `start` on as a number; empty where one of them is none.
std::optional<int> number_at(std::string_view text, std::size_t start, std::size_t digits) {
  const std::string_view part = text.substr(start, digits);
  if (part.size() != digits || part.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  int number = 0;
  std::from_chars(part.data(), part.data() + part.size(), number);
  return number;
}

}  // namespace

std::optional<IcsDate> read_ics_date(std::string_view text) {
  constexpr std::size_t kDate = 8;
  constexpr std::size_t kTime = 15;
  constexpr int kFirstYear = 1'583;
  constexpr int kLastYear = 2'200;
  text = trim(text);
  IcsDate date;
  if (text.size() == kTime + 1 && (text.back() == 'Z' || text.back() == 'z')) {
    date.utc = true;
    text.remove_suffix(1);
  }
  date.has_time = text.size() == kTime && (text[kDate] == 'T' || text[kDate] == 't');
  if (!date.has_time && (date.utc || text.size() != kDate)) return std::nullopt;
  const auto year = number_at(text, 0, 4);
  const auto month = number_at(text, 4, 2);
  const auto day = number_at(text, 6, 2);
  if (!year || !month || !day || *year < kFirstYear || *year > kLastYear) return std::nullopt;
  const Day civil(*year, *month, *day);
  if (civil.month() != *month || civil.day() != *day) return std::nullopt;
  date.wall = WallTime(civil);
  if (!date.has_time) return date;
  const auto hour = number_at(text, 9, 2);
  const auto minute = number_at(text, 11, 2);
  auto second = number_at(text, 13, 2);
  if (!hour || !minute || !second || *hour > 23 || *minute > 59 || *second > 60)
    return std::nullopt;
  if (*second == 60) --*second;
  date.wall = WallTime(*year, *month, *day, *hour, *minute, *second);
  return date;
}

std::string format_ics_date(const IcsDate& date) {
  const WallTime& wall = date.wall;
  std::string text = fmt::format("{:04}{:02}{:02}", wall.year(), wall.month(), wall.day());
  if (date.has_time)
    text += fmt::format("T{:02}{:02}{:02}", wall.hour(), wall.minute(), wall.second());
  return date.utc ? text + 'Z' : text;
}

std::optional<IcsDuration> read_ics_duration(std::string_view text) {
  text = trim(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  if (!text.starts_with('P') && !text.starts_with('p')) return std::nullopt;
  const std::size_t time = text.find_first_of("Tt");
  IcsDuration duration;
  const std::string_view days = text.substr(0, time);
  if (days.size() > 1) {
    const auto length = read_duration(days);
    if (!length) return std::nullopt;
    duration.days = static_cast<int>(*length / std::chrono::hours(24));
  }
  if (time != std::string_view::npos) {
    const auto length = read_duration("P" + std::string(text.substr(time)));
    if (!length) return std::nullopt;
    duration.time = *length;
  }
  if (days.size() == 1 && time == std::string_view::npos) return std::nullopt;
  return duration;
}

bool is_ics_duration(std::string_view text) {
  const auto take = [&](std::string_view units, bool& any) {
    while (!text.empty() && text.front() != 'T') {
      const std::size_t digits = std::min(text.find_first_not_of("0123456789"), text.size());
      const std::size_t unit = digits == text.size() ? units.size() : units.find(text[digits]);
      if (digits == 0 || unit >= units.size()) return false;
      units.remove_prefix(unit + 1);
      text.remove_prefix(digits + 1);
      any = true;
    }
    return true;
  };
  std::string capitals(text);
  std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  text = capitals;
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  if (!text.starts_with('P')) return false;
  text.remove_prefix(1);
  bool has_days = false;
  bool has_time = false;
  if (text.find('W') != std::string_view::npos) return take("W", has_days) && text.empty();
  if (!take("D", has_days)) return false;
  if (text.empty()) return has_days;
  text.remove_prefix(1);
  return take("HMS", has_time) && text.empty() && has_time;
}

std::optional<Offset> read_ics_offset(std::string_view text) {
  constexpr int kMostHours = 24;
  text = trim(text);
  if (text.size() != 5 && text.size() != 7) return std::nullopt;
  if (text.front() != '+' && text.front() != '-') return std::nullopt;
  const auto hours = number_at(text, 1, 2);
  const auto minutes = number_at(text, 3, 2);
  const auto seconds = text.size() == 7 ? number_at(text, 5, 2) : 0;
  if (!hours || !minutes || !seconds || *hours >= kMostHours || *minutes > 59 || *seconds > 59)
    return std::nullopt;
  const Offset offset =
      std::chrono::hours(*hours) + std::chrono::minutes(*minutes) + std::chrono::seconds(*seconds);
  return text.front() == '-' ? -offset : offset;
}

}  // namespace almanach
