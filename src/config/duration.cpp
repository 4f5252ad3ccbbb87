#include "config/duration.hpp"

#include <cstdint>
#include <string>

#include "base/text.hpp"

namespace almanach {
namespace {

using std::chrono::seconds;

constexpr std::int64_t kLongest = std::int64_t{100} * 366 * 86'400;

std::optional<std::int64_t> unit_seconds(std::string_view unit) {
  if (unit == "s" || unit == "sec" || unit == "seconde" || unit == "secondes" || unit == "second" ||
      unit == "seconds")
    return 1;
  if (unit == "m" || unit == "mn" || unit == "min" || unit == "minute" || unit == "minutes")
    return 60;
  if (unit == "h" || unit == "hr" || unit == "hrs" || unit == "heure" || unit == "heures" ||
      unit == "hour" || unit == "hours")
    return 3'600;
  if (unit == "d" || unit == "j" || unit == "jour" || unit == "jours" || unit == "day" ||
      unit == "days")
    return 86'400;
  if (unit == "w" || unit == "semaine" || unit == "semaines" || unit == "week" || unit == "weeks")
    return 7 * 86'400;
  return std::nullopt;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Reads up to nine digits and moves `text` past them.
std::optional<std::int64_t> take_number(std::string_view& text) {
  std::int64_t number = 0;
  std::size_t used = 0;
  while (used < text.size() && is_digit(text[used])) {
    if (used == 9) return std::nullopt;
    number = number * 10 + (text[used++] - '0');
  }
  if (used == 0) return std::nullopt;
  text.remove_prefix(used);
  return number;
}

/// "01:30", "01:30:00".
std::optional<seconds> read_clock_form(std::string_view text) {
  std::int64_t total = 0;
  auto hours = take_number(text);
  if (!hours || text.empty()) return std::nullopt;
  total = *hours * 3'600;
  for (const int scale : {60, 1}) {
    if (text.empty()) break;
    if (text.size() < 3 || text[0] != ':' || !is_digit(text[1]) || !is_digit(text[2]))
      return std::nullopt;
    const int number = (text[1] - '0') * 10 + (text[2] - '0');
    if (number > 59) return std::nullopt;
    total += std::int64_t{number} * scale;
    text.remove_prefix(3);
  }
  return text.empty() && total <= kLongest ? std::optional(seconds(total)) : std::nullopt;
}

/// "1.5h", "1,5 heure": one number with decimals and one unit.
std::optional<seconds> read_decimal_form(std::string_view text) {
  const auto whole = take_number(text);
  if (!whole || text.empty() || (text.front() != '.' && text.front() != ',')) return std::nullopt;
  text.remove_prefix(1);
  const std::size_t before = text.size();
  const auto fraction = take_number(text);
  const std::size_t digits = before - text.size();
  constexpr std::size_t kMostDigits = 3;
  if (!fraction || digits > kMostDigits) return std::nullopt;
  const auto scale = unit_seconds(trim(text));
  if (!scale || *whole > kLongest / *scale) return std::nullopt;
  std::int64_t power = 1;
  for (std::size_t i = 0; i < digits; ++i) power *= 10;
  return seconds(*whole * *scale + *fraction * *scale / power);
}

/// RFC 5545 section 3.3.6 writes "PT1H30M", "P1D": the same numbers and units with a P before and a
/// T within.
std::string without_iso_marks(const std::string& text) {
  if (text.empty() || text.front() != 'p') return text;
  std::string out;
  bool time = false;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == 't') {
      time = true;
    } else if (text[i] == 'm' && !time) {
      return "";  // months have no fixed length
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace

std::optional<seconds> read_duration(std::string_view text) {
  const std::string folded = without_iso_marks(fold(trim(text)));
  if (const auto clock = read_clock_form(folded)) return clock;
  if (const auto decimal = read_decimal_form(folded)) return decimal;
  std::string_view rest = folded;
  std::int64_t total = 0;
  std::int64_t last_unit = 0;
  while (!(rest = trim(rest)).empty()) {
    if (last_unit != 0 && rest.substr(0, 3) == "et ") rest.remove_prefix(3);
    const auto number = take_number(rest);
    if (!number) return std::nullopt;
    rest = trim(rest);
    std::size_t letters = 0;
    while (letters < rest.size() && rest[letters] >= 'a' && rest[letters] <= 'z') ++letters;
    const std::string_view unit = rest.substr(0, letters);
    rest.remove_prefix(letters);
    std::optional<std::int64_t> scale = unit_seconds(unit);
    // "1h30": minutes need no unit after hours.
    if (unit.empty() && last_unit == 3'600 && *number < 60) scale = 60;
    if (!scale) return std::nullopt;
    total += *number * *scale;
    last_unit = *scale;
    if (total > kLongest) return std::nullopt;
  }
  if (last_unit == 0) return std::nullopt;
  return seconds(total);
}

}  // namespace almanach
