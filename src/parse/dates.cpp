#include "parse/dates.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <utility>
#include <vector>

#include "base/text.hpp"
#include "dialect/numeric_date.hpp"
#include "dialect/offset_evidence.hpp"
#include "parse/date_cursor.hpp"
#include "parse/date_time.hpp"
#include "parse/hours/hours.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

constexpr std::string_view kHowToWrite = "write 2023-05-10, or 2023-05-10 14:00 for a time of day";

/// The Gregorian calendar begins in the one; in the other no event is planned, and libical writes
/// years far beyond it as zeros.
constexpr int kFirstYear = 1583;
constexpr int kLastYear = 2200;

DateReading refuse(std::string message, std::string hint = std::string(kHowToWrite)) {
  return {std::nullopt, std::move(message), std::move(hint), {}, {}, {}};
}

/// The text with dates as "24/02/2022" written as 2022-02-24; a refusal where it cannot be told.
struct OrderedText {
  std::string text;
  std::string message;
  std::string hint;
};

OrderedText order_numbers(std::string_view text, const DateStyle& style) {
  OrderedText ordered;
  std::size_t done = 0;
  while (const auto date = find_numeric_date(text, done)) {
    DateStyle::Order order = proven_order(*date).value_or(style.order);
    if (date->first == date->second) order = DateStyle::Order::day_first;
    const auto iso = [&](int month, int day) {
      return fmt::format("{:04}-{:02}-{:02}", date->year, month, day);
    };
    if (order == DateStyle::Order::unknown) {
      ordered.message = fmt::format("\"{}\" does not tell which number is the month", trim(text));
      ordered.hint = fmt::format("write {} or {}, or day_first: true or false in feed.yml",
                                 iso(date->first, date->second), iso(date->second, date->first));
      return ordered;
    }
    const bool day_first = order == DateStyle::Order::day_first;
    ordered.text += text.substr(done, date->offset - done);
    ordered.text += day_first ? iso(date->second, date->first) : iso(date->first, date->second);
    done = date->end;
  }
  ordered.text += text.substr(done);
  return ordered;
}

/// Where an ISO date begins at or after `from`; npos: nowhere.
std::size_t find_iso(std::string_view text, std::size_t from) {
  constexpr std::size_t kYear = 4;
  for (std::size_t i = from; i + kYear < text.size(); ++i) {
    if (text[i + kYear] != '-' || (i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9')) continue;
    DateCursor cursor(text.substr(i));
    if (cursor.number(kYear, kYear) && cursor.take('-') && cursor.number(1, 2) &&
        cursor.take('-') && cursor.number(1, 2) && !cursor.at_digit())
      return i;
  }
  return std::string_view::npos;
}

/// `text` without what joins it to a second date behind it; empty: nothing does.
std::optional<std::string_view> without_joint(std::string_view text) {
  text = trim(text);
  for (const std::string_view joint : {"->", "-", "–", "—", "/", "→", " au", " to", " until",
                                       " jusqu'au", " jusqu’au", " à", " and ends"}) {
    if (text.ends_with(joint)) return trim(text.substr(0, text.size() - joint.size()));
  }
  return std::nullopt;
}

/// Reads one value.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : text_(text) {}

  DateReading read() {
    if (find_iso(text_, 0) == 0) return read_iso();
    // "2023-5" and "20 21" are told as what they miss.
    DateReading words = read_words();
    if (words.date || text_.size() < 5 || text_[4] != '-') return words;
    return read_digits(text_);
  }

 private:
  DateReading read_iso() const {
    const std::size_t second = find_iso(text_, 1);
    if (second == std::string_view::npos) return read_digits(text_);
    const auto first = without_joint(text_.substr(0, second));
    if (!first) return refuse(fmt::format("\"{}\" is more than a date", text_));
    DateReading start = read_digits(*first);
    if (!start.date) return start;
    DateReading end = read_digits(text_.substr(second));
    if (!end.date) return end;
    if (start.end || (end.end && end.end->day() != end.date->day()))
      return refuse(fmt::format("\"{}\" is more than a beginning and an end", text_));
    if (start.zone.empty()) start.zone = end.zone;
    start.end = end.end ? end.end : end.date;
    return check_order(std::move(start));
  }

  /// ISO 8601 and what YAML, Ruby and JavaScript write, with what people write behind the day.
  DateReading read_digits(std::string_view text) const {
    constexpr std::size_t kYear = 4;
    DateCursor cursor(text);
    const auto year = cursor.number(kYear, kYear);
    if (!year || !cursor.take('-')) return refuse(fmt::format("\"{}\" is no date", text));
    const auto month = cursor.number(1, 2);
    const bool parted = cursor.take('-');
    const auto day = cursor.number(1, 2);
    if (!month || !parted || !day) return refuse(fmt::format("\"{}\" is no date", text));
    WrittenDate date;
    date.wall = WallTime(*year, *month, *day);
    if (date.wall.month() != *month || date.wall.day() != *day) {
      constexpr int kMonths = 12;
      const std::string message =
          fmt::format("there is no day {:04}-{:02}-{:02}", *year, *month, *day);
      if (*month < 1 || *month > kMonths || *day == 0) return refuse(message);
      const Day near = Day(*year, *month + 1, 1) - 1;
      const std::string shown =
          fmt::format("{:04}-{:02}-{:02}", near.year(), near.month(), near.day());
      return refuse(message, fmt::format("the month ends on {}: write that, or the day that is "
                                         "meant, with a time as {} 14:00",
                                         shown, shown));
    }
    if (*year < kFirstYear || *year > kLastYear)
      return refuse(fmt::format("year {} is nonsense", *year));
    return with_times(date, read_day_times(cursor.rest()), text);
  }

  static DateReading with_times(const WrittenDate& date, const DayTimes& times,
                                std::string_view text) {
    if (!times.message.empty()) {
      const std::string day =
          fmt::format("{:04}-{:02}-{:02}", date.wall.year(), date.wall.month(), date.wall.day());
      return refuse(fmt::format("\"{}\" {}", text, times.message),
                    fmt::format("write {}, or {} 14:00 for a time of day", day, day));
    }
    DateReading reading;
    reading.date = date;
    if (!times.opening) return reading;
    reading.zone = times.zone;
    reading.date = at_time(date, *times.opening, times);
    if (times.closing) {
      const bool overnight = *times.closing <= *times.opening;
      reading.end = at_time(date, *times.closing + (overnight ? kDaySeconds : 0), times);
    }
    return reading;
  }

  /// "mercredi 10 mai 2023 à 14h", "du 3 au 5 juin 2027", "July 28 - August 1, 2027".
  DateReading read_words() const {
    const std::vector<ZoneMention> zones = find_zone_mentions(text_, MinusMeans::range);
    const std::string plain = without_zones(text_, zones);
    if (has_odd_offset(plain))
      return refuse(fmt::format("\"{}\" does not end in an offset from UTC", text_));
    const std::vector<DayMention> days = find_days(plain);
    if (days.empty() || !days.back().month || !days.back().year)
      return refuse(fmt::format("\"{}\" is no date", text_));
    const std::string words = " " + fold(plain) + " ";
    if (words.find(" ou ") != std::string::npos || words.find(" or ") != std::string::npos)
      return refuse_several();
    DayTimes times;
    if (!zones.empty()) {
      times.offset = zones.front().shift;
      times.zulu = zones.front().is_zulu();
      if (!times.offset) times.zone = zones.front().word;
    }
    for (const DayMention& mention : days) {
      const WrittenDate day = day_of(mention, days.back());
      if (day.wall.year() < kFirstYear || day.wall.year() > kLastYear)
        return refuse(fmt::format("year {} is nonsense", day.wall.year()));
      if (day.wall.day() != mention.day)
        return refuse(fmt::format("\"{}\" names a day that there is not", text_));
    }
    const WrittenDate last = day_of(days.back(), days.back());
    if (days.size() == 1) return read_one_day(last, plain, times);
    return read_days(days, plain, times);
  }

  static WrittenDate day_of(const DayMention& mention, const DayMention& last) {
    WrittenDate date;
    date.wall = WallTime(mention.year.value_or(*last.year), mention.month.value_or(*last.month),
                         mention.day);
    return date;
  }

  DateReading read_one_day(const WrittenDate& day, const std::string& plain, DayTimes times) const {
    const HoursReading hours = read_hours(plain);
    if (!hours.usable() && !hours.refusal.empty())
      return refuse(fmt::format("\"{}\" is more than a date", text_));
    if (hours.usable()) {
      times.opening = seconds_of(hours.opening());
      if (hours.closing()) times.closing = seconds_of(*hours.closing());
    }
    return with_times(day, times, text_);
  }

  /// A first and a last day, perhaps with a time each or for both.
  DateReading read_days(const std::vector<DayMention>& days, const std::string& plain,
                        DayTimes times) const {
    const WrittenDate first = day_of(days.front(), days.back());
    const WrittenDate last = day_of(days.back(), days.back());
    if (!are_span(days, plain)) return refuse_several();
    DateReading reading;
    reading.date = first;
    reading.end = last;
    const HoursReading hours = read_hours(plain);
    if (hours.usable()) {
      times.opening = seconds_of(hours.opening());
      if (hours.closing()) times.closing = seconds_of(*hours.closing());
    } else if (!hours.refusal.empty()) {
      const std::string_view both = plain;
      const HoursReading begins = read_hours(both.substr(0, days.back().offset));
      const HoursReading ends = read_hours(both.substr(days.back().offset));
      if (!begins.usable() || !ends.usable() || begins.closing())
        return refuse(fmt::format("\"{}\" is more than a first and a last day", text_));
      times.opening = seconds_of(begins.opening());
      times.closing = seconds_of(ends.closing().value_or(ends.opening()));
    }
    if (times.opening) {
      reading.date = at_time(first, *times.opening, times);
      reading.zone = times.zone;
    }
    if (times.closing) reading.end = at_time(last, *times.closing, times);
    return check_order(std::move(reading));
  }

  DateReading refuse_several() const {
    return refuse(fmt::format("\"{}\" names several days, not a first and a last", text_),
                  "write the first day as the start and the last as the end");
  }

  /// "9 et 10 janvier" are a span, "9 et 12 janvier" are none.
  static bool are_span(const std::vector<DayMention>& days, const std::string& plain) {
    bool in_row = true;
    for (std::size_t i = 1; i < days.size(); ++i) {
      const Day before = day_of(days[i - 1], days.back()).day();
      in_row = in_row && day_of(days[i], days.back()).day() == before + 1;
    }
    const std::string between =
        " " + fold(plain.substr(days.front().offset, days.back().offset - days.front().offset)) +
        " ";
    const auto has = [&](std::string_view word) { return between.find(word) != std::string::npos; };
    if (in_row) return true;
    return days.size() == 2 && !has(" et ") && !has(" and ") && !has("&") && !has(" puis ");
  }

  DateReading check_order(DateReading reading) const {
    const bool timed = reading.date->has_time && reading.end->has_time;
    const bool backwards =
        timed ? place_date(*reading.end, Zone()) < place_date(*reading.date, Zone())
              : reading.end->day() < reading.date->day();
    if (!backwards) return reading;
    return refuse(fmt::format("\"{}\" ends before it begins", text_),
                  "write the earlier day first");
  }

  std::string_view text_;
};

/// The local time that is written, without what a program put behind it. What comes back: the
/// offset, where it is of another time.
std::optional<Offset> keep_digits(std::optional<WrittenDate>& date, const DateStyle& style,
                                  const Zone& zone) {
  if (!date || !date->offset) return std::nullopt;
  const Offset offset = *date->offset;
  if (!counts_digits({date->wall, offset, date->zulu}, style, zone)) return std::nullopt;
  const Instant instant = place_date(*date, zone);
  date->offset.reset();
  date->zulu = false;
  return place_date(*date, zone) == instant ? std::nullopt : std::optional(offset);
}

/// "UTC" behind a time is a person's word, and no program's.
bool names_utc(std::string_view text) {
  return text.ends_with("UTC") || text.ends_with("GMT");
}

}  // namespace

bool is_naive_time(std::string_view text) {
  constexpr std::size_t kYear = 4;
  DateCursor cursor(text);
  const bool day = cursor.number(kYear, kYear) && cursor.take('-') && cursor.number(1, 2) &&
                   cursor.take('-') && cursor.number(1, 2);
  if (!day) return false;
  const std::string_view rest = cursor.rest();
  if (!cursor.take('T') && !cursor.take('t')) cursor.skip_spaces();
  const bool time = cursor.rest().size() < rest.size() && cursor.number(1, 2) && cursor.take(':') &&
                    cursor.number(2, 2) && cursor.take(':') && cursor.number(2, 2);
  if (!time) return false;
  const std::string_view fraction = cursor.rest();
  return fraction.empty() ||
         (fraction.front() == '.' &&
          fraction.find_first_not_of("0123456789", 1) == std::string_view::npos);
}

DateReading read_date(std::string_view text, const DateStyle& style, const Zone& zone) {
  const std::string_view trimmed = trim(text);
  const OrderedText ordered = order_numbers(trimmed, style);
  if (!ordered.message.empty()) return refuse(ordered.message, ordered.hint);
  DateReading reading = DateReader(ordered.text).read();
  if (style.naive == DateStyle::NaiveTimes::utc && reading.date &&
      !reading.date->is_bare_midnight() && is_naive_time(trimmed)) {
    reading.date->offset = Offset(0);
    reading.date->zulu = true;
    return reading;
  }
  if (!names_utc(trimmed)) {
    reading.dropped = keep_digits(reading.date, style, zone);
    keep_digits(reading.end, style, zone);
  }
  return reading;
}

DateReading read_single_date(std::string_view text, const DateStyle& style, const Zone& zone) {
  DateReading reading = read_date(text, style, zone);
  if (!reading.zone.empty()) {
    return refuse(fmt::format("\"{}\" names a time zone, which is not read here", trim(text)),
                  "write the local time alone, or with its offset (14:00 +02:00)");
  }
  if (!reading.end || reading.end->has_time) return reading;
  return refuse(fmt::format("\"{}\" is more than a date", trim(text)));
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
