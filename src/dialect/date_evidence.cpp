#include "dialect/date_evidence.hpp"

#include <algorithm>
#include <array>

#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "dialect/numeric_date.hpp"

namespace almanach {
namespace {

/// Longer texts are prose that may name a day.
constexpr std::size_t kLongestDate = 80;
constexpr std::size_t kYearDigits = 4;
constexpr OctetSet kDigits("0123456789");

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::size_t count_digits(std::string_view text, std::size_t offset) {
  std::size_t end = offset;
  while (end < text.size() && is_digit(text[end])) ++end;
  return end - offset;
}

/// Behind "2022-02-24" at `offset`; 0: none stands there.
std::size_t after_iso(std::string_view text, std::size_t offset) {
  if (count_digits(text, offset) != kYearDigits) return 0;
  std::size_t end = offset + kYearDigits;
  for (int part = 0; part < 2; ++part) {
    if (end >= text.size() || text[end] != '-') return 0;
    const std::size_t digits = count_digits(text, ++end);
    if (digits < 1 || digits > 2) return 0;
    end += digits;
  }
  return end;
}

bool is_month(std::string_view word) {
  constexpr std::size_t kLongestName = 9;
  constexpr std::array<std::string_view, 15> kStarts = {"jan", "feb", "fev", "mar", "apr",
                                                        "avr", "may", "mai", "jun", "jui",
                                                        "jul", "aug", "aou", "sep", "oct"};
  constexpr std::size_t kStart = 3;
  if (word.size() < kStart || word.size() > kLongestName) return false;
  const std::string_view start = word.substr(0, kStart);
  return start == "nov" || start == "dec" ||
         std::find(kStarts.begin(), kStarts.end(), start) != kStarts.end();
}

bool names_year(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::size_t digits = count_digits(text, i);
    if (digits == kYearDigits) return true;
    i += digits;
  }
  return false;
}

/// "July 28 - August 1, 2027", "du 3 au 5 juin 2027": a month, a day's number and a year.
bool names_day(std::string_view text) {
  // Most texts name none.
  if (!names_year(text)) return false;
  const std::string folded = fold(text);
  bool month = false;
  bool day = false;
  bool year = false;
  for (std::size_t i = 0; i < folded.size();) {
    std::size_t end = i;
    if (is_digit(folded[i])) {
      end += count_digits(folded, i);
      const bool clock = end < folded.size() && (folded[end] == ':' || folded[end] == 'h');
      day = day || (end - i <= 2 && !clock);
      year = year || end - i == kYearDigits;
    } else if (is_letter(folded[i])) {
      while (end < folded.size() && is_letter(folded[end])) ++end;
      month = month || is_month(std::string_view(folded).substr(i, end - i));
    } else {
      ++end;
    }
    i = end;
  }
  return month && day && year;
}

/// What stands behind the digits of a clock: "Z", "+02:00", " -0500", " UTC".
void read_shift(std::string_view rest, DateEvidence& evidence) {
  rest = trim(rest);
  if (rest.empty()) return;
  if (rest == "Z" || rest == "z" || rest.starts_with("UTC")) {
    evidence.zulu = true;
  } else if ((rest.front() == '+' || rest.front() == '-') && count_digits(rest, 1) > 0) {
    evidence.offset = true;
  }
}

/// The first "14:00", "14h", "2 pm" of what is left of the text.
void read_clock(std::string_view rest, DateEvidence& evidence) {
  for (std::size_t i = 0; i < rest.size(); ++i) {
    if (!is_digit(rest[i])) continue;
    const std::size_t digits = count_digits(rest, i);
    std::size_t end = i + digits;
    const bool iso_hour = i == 1 && (rest[0] == 'T' || rest[0] == 't') && digits == 2;
    const std::string_view after = trim(rest.substr(end));
    const bool unit = !after.empty() && (after[0] == 'h' || after[0] == 'H');
    const bool meridiem = after.size() > 1 && (after[1] == 'm' || after[1] == 'M') &&
                          std::string_view("apAP").find(after[0]) != std::string_view::npos;
    const bool colon = end + 1 < rest.size() && rest[end] == ':' && is_digit(rest[end + 1]);
    if (digits <= 2 && (iso_hour || unit || meridiem || colon)) {
      evidence.has_time = true;
      while (end < rest.size() && (is_digit(rest[end]) || rest[end] == ':' || rest[end] == '.'))
        ++end;
      read_shift(rest.substr(end), evidence);
      return;
    }
    i = end - 1;
  }
}

}  // namespace

DateEvidence date_evidence(std::string_view text) {
  DateEvidence evidence;
  text = trim(text.substr(0, 2 * kLongestDate));
  if (text.size() > kLongestDate || kDigits.find_in(text) == std::string_view::npos)
    return evidence;
  if (const std::size_t end = after_iso(text, 0)) {
    evidence.is_date = true;
    read_clock(text.substr(end), evidence);
    return evidence;
  }
  if (const auto numeric = find_numeric_date(text)) {
    evidence.is_date = true;
    evidence.order = proven_order(*numeric);
    evidence.ambiguous_order = !evidence.order && numeric->first != numeric->second;
    read_clock(text.substr(numeric->end), evidence);
    return evidence;
  }
  evidence.is_date = names_day(text);
  if (evidence.is_date) read_clock(text, evidence);
  return evidence;
}

}  // namespace almanach
