#include "server/http_date.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>

#include "model/zone.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

std::optional<int> read_number(std::string_view text) {
  int value = 0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (status != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace

std::string format_http_date(Instant instant) {
  const WallTime utc = Zone().wall_time(instant);
  const auto weekday = static_cast<std::size_t>(absl::GetWeekday(utc));
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays.at(weekday), utc.day(),
                     kMonths.at(static_cast<std::size_t>(utc.month() - 1)), utc.year(), utc.hour(),
                     utc.minute(), utc.second());
}

std::optional<Instant> read_http_date(std::string_view text) {
  // "Wed, 10 May 2023 12:00:00 GMT": every field has its place.
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT")
    return std::nullopt;
  std::optional<int> month;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (kMonths[i] == text.substr(8, 3)) month = static_cast<int>(i) + 1;
  }
  const auto day = read_number(text.substr(5, 2));
  const auto year = read_number(text.substr(12, 4));
  const auto hour = read_number(text.substr(17, 2));
  const auto minute = read_number(text.substr(20, 2));
  const auto second = read_number(text.substr(23, 2));
  if (!month || !day || !year || !hour || !minute || !second) return std::nullopt;
  return Zone().place(WallTime(*year, *month, *day, *hour, *minute, *second)).instant;
}

}  // namespace almanach
