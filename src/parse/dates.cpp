#include "parse/dates.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/text.hpp"
#include "parse/hours/hours.hpp"

namespace almanach {
namespace {

constexpr std::string_view kHowToWrite = "write 2023-05-10, or 2023-05-10 14:00 for a time of day";

/// The Gregorian calendar begins in the one; in the other no event is planned, and libical writes
/// years far beyond it as zeros.
constexpr int kFirstYear = 1583;
constexpr int kLastYear = 2200;

/// Reads digits and signs off the front of a text.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  bool take_word(std::string_view word) {
    if (rest_.substr(0, word.size()) != word) return false;
    rest_.remove_prefix(word.size());
    return true;
  }

  void skip_spaces() {
    while (take(' ') || take('\t')) {
    }
  }

  /// A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t used = 0;
    while (used < most && used < rest_.size() && rest_[used] >= '0' && rest_[used] <= '9') {
      value = value * 10 + (rest_[used++] - '0');
    }
    if (used < least) return std::nullopt;
    rest_.remove_prefix(used);
    return value;
  }

 private:
  std::string_view rest_;
};

DateReading refuse(std::string message, std::string hint = std::string(kHowToWrite)) {
  return {std::nullopt, std::move(message), std::move(hint)};
}

/// "+02:00", "+0200", "+2", "Z", "UTC"; nothing is fine too. False: something else stands there.
bool take_offset(Cursor& cursor, WrittenDate& date) {
  cursor.skip_spaces();
  if (cursor.done()) return true;
  if (cursor.take('Z') || cursor.take('z') || cursor.take_word("UTC")) {
    date.offset = Offset(0);
    date.zulu = true;
    return true;
  }
  const bool west = cursor.take('-');
  if (!west && !cursor.take('+')) return false;
  const auto hours = cursor.number(1, 2);
  if (!hours) return false;
  std::optional<int> minutes = 0;
  if (cursor.take(':') || cursor.at_digit()) minutes = cursor.number(2, 2);
  if (!minutes || *minutes > 59) return false;
  const int seconds = *hours * 3'600 + *minutes * 60;
  date.offset = Offset(west ? -seconds : seconds);
  return seconds <= 14 * 3'600;
}

/// "14:00", "14:00:00", "14:00:00.000"; false where it is no time of a clock.
bool take_time(Cursor& cursor, WrittenDate& date) {
  const auto hour = cursor.number(1, 2);
  if (!hour || !cursor.take(':')) return false;
  const auto minute = cursor.number(2, 2);
  int second = 0;
  if (cursor.take(':')) second = cursor.number(2, 2).value_or(60);
  if (cursor.take('.')) {
    while (cursor.at_digit()) cursor.number(1, 1);
  }
  if (!minute || *hour > 24 || *minute > 59 || second > 59 || (*hour == 24 && *minute + second > 0))
    return false;
  date.has_time = true;
  date.wall = WallTime(date.day()) + (*hour * 3'600 + *minute * 60 + second);
  return true;
}

DateReading check_year(WrittenDate date) {
  if (date.wall.year() < kFirstYear || date.wall.year() > kLastYear) {
    return refuse(fmt::format("year {} is nonsense", date.wall.year()));
  }
  return {date, "", ""};
}

/// ISO 8601 and what YAML, Ruby and JavaScript write.
DateReading read_digits(std::string_view text) {
  Cursor cursor(text);
  const auto year = cursor.number(4, 4);
  if (!year || !cursor.take('-')) return refuse(fmt::format("\"{}\" is no date", text));
  const auto month = cursor.number(1, 2);
  const bool parted = cursor.take('-');
  const auto day = cursor.number(1, 2);
  if (!month || !parted || !day) return refuse(fmt::format("\"{}\" is no date", text));
  WrittenDate date;
  date.wall = WallTime(*year, *month, *day);
  if (date.wall.month() != *month || date.wall.day() != *day) {
    return refuse(fmt::format("there is no day {:04}-{:02}-{:02}", *year, *month, *day));
  }
  cursor.take('T');
  cursor.skip_spaces();
  if (cursor.at_digit() && !take_time(cursor, date))
    return refuse(fmt::format("\"{}\" has no time of a clock", text));
  if (!take_offset(cursor, date))
    return refuse(fmt::format("\"{}\" does not end in an offset from UTC", text));
  cursor.skip_spaces();
  if (!cursor.done()) return refuse(fmt::format("\"{}\" is more than a date", text));
  return check_year(date);
}

/// "10/05/2023 14:00", "mercredi 10 mai 2023 à 14h".
DateReading read_words(std::string_view text) {
  const std::vector<DayMention> days = find_days(text);
  if (days.size() != 1 || !days.front().month || !days.front().year) {
    return refuse(fmt::format("\"{}\" is no date", text));
  }
  WrittenDate date;
  date.wall = WallTime(*days.front().year, *days.front().month, days.front().day);
  const HoursReading hours = read_hours(text);
  if (hours.usable()) {
    const ClockTime time = hours.opening();
    date.has_time = true;
    date.wall += time.hour * 3'600 + time.minute * 60;
  } else if (!hours.refusal.empty()) {
    return refuse(fmt::format("\"{}\" is more than a date", text));
  }
  return check_year(date);
}

}  // namespace

DateReading read_date(std::string_view text) {
  const std::string_view trimmed = trim(text);
  DateReading reading = read_digits(trimmed);
  const bool iso =
      trimmed.size() >= 5 && trimmed[4] == '-' && trimmed[0] >= '0' && trimmed[0] <= '9';
  if (reading.date || iso) return reading;
  DateReading words = read_words(trimmed);
  return words.date ? words : reading;
}

Instant place_date(const WrittenDate& date, const Zone& zone) {
  if (!date.offset) return zone.place(date.wall).instant;
  return Zone().place(date.wall).instant - *date.offset;
}

std::string format_offset(Offset offset) {
  const long long total = std::llabs(offset.count());
  std::string out =
      fmt::format("{}{:02}:{:02}", offset.count() < 0 ? '-' : '+', total / 3'600, total / 60 % 60);
  if (total % 60 != 0) out += fmt::format(":{:02}", total % 60);
  return out;
}

}  // namespace almanach
