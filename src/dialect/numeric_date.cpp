#include "dialect/numeric_date.hpp"

namespace almanach {
namespace {

constexpr int kMonths = 12;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The number of `least` to `most` digits at `offset`, which is moved past it; empty where it has
/// more or fewer.
std::optional<int> take_number(std::string_view text, std::size_t& offset, std::size_t least,
                               std::size_t most) {
  int value = 0;
  std::size_t end = offset;
  while (end < text.size() && end - offset <= most && is_digit(text[end]))
    value = value * 10 + (text[end++] - '0');
  if (end - offset < least || end - offset > most) return std::nullopt;
  offset = end;
  return value;
}

std::optional<NumericDate> read_at(std::string_view text, std::size_t offset) {
  constexpr std::size_t kYearDigits = 4;
  NumericDate date;
  date.offset = offset;
  const auto first = take_number(text, offset, 1, 2);
  if (!first || offset >= text.size()) return std::nullopt;
  const char separator = text[offset];
  if (separator != '/' && separator != '-' && separator != '.') return std::nullopt;
  const auto second = take_number(text, ++offset, 1, 2);
  if (!second || offset >= text.size() || text[offset] != separator) return std::nullopt;
  const auto year = take_number(text, ++offset, kYearDigits, kYearDigits);
  // "5-10-1015:00" is a slip for something else.
  if (!year || (offset < text.size() && text[offset] == ':')) return std::nullopt;
  date.end = offset;
  date.first = *first;
  date.second = *second;
  date.year = *year;
  date.dotted = separator == '.';
  return date;
}

}  // namespace

std::optional<NumericDate> find_numeric_date(std::string_view text, std::size_t from) {
  for (std::size_t i = from; i < text.size(); ++i) {
    const bool begins =
        is_digit(text[i]) && (i == 0 || (!is_digit(text[i - 1]) && text[i - 1] != '-' &&
                                         text[i - 1] != '/' && text[i - 1] != '.'));
    if (!begins) continue;
    if (const auto date = read_at(text, i)) return date;
  }
  return std::nullopt;
}

std::optional<DateStyle::Order> proven_order(const NumericDate& date) {
  if (date.dotted || date.first > kMonths) return DateStyle::Order::day_first;
  if (date.second > kMonths) return DateStyle::Order::month_first;
  return std::nullopt;
}

}  // namespace almanach
