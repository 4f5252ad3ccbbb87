#include "parse/date_time.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.hpp"
#include "parse/date_cursor.hpp"
#include "parse/hours/hours.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

constexpr std::string_view kNoClock = "has no time of a clock";
constexpr std::string_view kNoOffset = "does not end in an offset from UTC";

/// "14:00", "14:00:00", "14:00:00.000" in seconds; empty where it is no time of a clock.
std::optional<int> take_clock(DateCursor& cursor) {
  const auto hour = cursor.number(1, 2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2, 2);
  int second = 0;
  if (cursor.take(':')) second = cursor.number(2, 2).value_or(60);
  if (cursor.take('.')) {
    while (cursor.at_digit()) cursor.number(1, 1);
  }
  if (!minute || *hour > 24 || *minute > 59 || second > 59 || (*hour == 24 && *minute + second > 0))
    return std::nullopt;
  return *hour * kHourSeconds + *minute * 60 + second;
}

/// "10:00-12:00" and "18:00-05:00": two numbers that may be a span or a time with its offset.
struct MinusForm {
  int first = 0;
  int second = 0;
};

std::optional<MinusForm> read_minus_form(std::string_view text) {
  DateCursor cursor(trim(text));
  const auto hour = cursor.number(1, 2);
  if (!hour || !cursor.take(':')) return std::nullopt;
  const auto minute = cursor.number(2, 2);
  cursor.skip_spaces();
  if (!minute || !cursor.take('-')) return std::nullopt;
  const auto end_hour = cursor.number(2, 2);
  if (!end_hour || !cursor.take(':')) return std::nullopt;
  const auto end_minute = cursor.number(2, 2);
  if (!end_minute || !cursor.done()) return std::nullopt;
  return MinusForm{*hour * kHourSeconds + *minute * 60,
                   *end_hour * kHourSeconds + *end_minute * 60};
}

/// A span where the second time is the later one and the first is one at which events begin;
/// before that an early time of the Americas reads the same. Empty: it cannot be told.
std::optional<MinusMeans> decide_minus(const MinusForm& form) {
  constexpr int kMorning = 6 * kHourSeconds;
  constexpr int kMostWest = 12 * kHourSeconds;
  constexpr int kStep = 15 * 60;
  const bool real = form.second < kMostWest && form.second % kStep == 0;
  if (form.second <= form.first) return real ? MinusMeans::offset : MinusMeans::range;
  if (form.first >= kMorning || !real) return MinusMeans::range;
  return std::nullopt;
}

/// "14:00 -3": an offset of whole hours behind a space, unless it is a later hour.
bool ends_in_hours_west(std::string_view text) {
  const std::size_t minus = text.rfind(" -");
  if (minus == std::string_view::npos) return false;
  DateCursor cursor(text.substr(minus + 2));
  const auto west = cursor.number(1, 2);
  const auto hour = DateCursor(text).number(1, 2);
  return west && cursor.done() && hour && *west <= *hour;
}

/// Whether all words of a text are such as stand beside times of a day.
bool has_time_words_only(std::string_view text) {
  static constexpr auto kWords = std::to_array<std::string_view>(
      {"h",        "heure",    "heures",  "hr",      "hrs",     "am",    "pm",     "a",
       "m",        "p",        "min",     "mn",      "to",      "at",    "de",     "d",
       "du",       "des",      "au",      "from",    "until",   "till",  "jusqu",  "jusque",
       "entre",    "et",       "and",     "between", "noon",    "midi",  "midday", "minuit",
       "midnight", "precises", "precise", "env",     "environ", "matin", "soir",   "partir",
       "le",       "la",       "l",       "t",       "demie"});
  const std::string folded = fold(text);
  for (std::size_t i = 0; i < folded.size();) {
    std::size_t end = i;
    while (end < folded.size() && folded[end] >= 'a' && folded[end] <= 'z') ++end;
    const std::string_view word = std::string_view(folded).substr(i, end - i);
    if (!word.empty() && std::find(kWords.begin(), kWords.end(), word) == kWords.end())
      return false;
    i = std::max(end, i + 1);
  }
  return true;
}

DayTimes fail(std::string_view why) {
  DayTimes times;
  times.message = why;
  return times;
}

/// The first zone's meaning to `times`; false where the text names several.
bool take_zones(const std::vector<ZoneMention>& zones, DayTimes& times) {
  if (zones.empty()) return true;
  const ZoneMention& first = zones.front();
  for (const ZoneMention& zone : zones) {
    if (zone.word != first.word) return false;
  }
  times.offset = first.shift;
  times.zulu = first.is_zulu();
  if (!first.shift) times.zone = first.word;
  return true;
}

/// Past "T", "at", "à", a comma.
std::string_view skip_joint(std::string_view text) {
  text = trim(text);
  for (const std::string_view joint : {"at ", "à ", "@", ",", "–", "-"}) {
    if (text.starts_with(joint)) return trim(text.substr(joint.size()));
  }
  return text;
}

}  // namespace

DayTimes read_day_times(std::string_view rest) {
  DayTimes times;
  const bool iso = !rest.empty() && (rest.front() == 'T' || rest.front() == 't');
  std::string_view written = iso ? trim(rest.substr(1)) : skip_joint(rest);
  MinusMeans minus = iso ? MinusMeans::offset : MinusMeans::range;
  const auto form = iso ? std::nullopt : read_minus_form(written);
  if (form) {
    const auto decided = decide_minus(*form);
    if (!decided) return fail("is a time with its offset, or a beginning and an end");
    minus = *decided;
  }
  if (ends_in_hours_west(written)) minus = MinusMeans::offset;
  const std::vector<ZoneMention> zones = find_zone_mentions(written, minus);
  if (!take_zones(zones, times)) return fail("names several time zones");
  const std::string plain = without_zones(written, zones);
  DateCursor cursor{trim(plain)};
  const std::string_view whole = cursor.rest();
  if (whole.empty()) return times;
  if (iso && whole.size() <= 2) {
    const auto hour = cursor.number(1, 2);
    if (!hour || *hour > 24 || !cursor.done()) return fail(kNoClock);
    times.opening = *hour * kHourSeconds;
    return times;
  }
  times.opening = take_clock(cursor);
  cursor.skip_spaces();
  if (times.opening && cursor.done()) return times;
  const bool clock = times.opening.has_value();
  const bool colon = whole.substr(0, 3).find(':') != std::string_view::npos;
  if (!clock && colon) return fail(kNoClock);
  if (has_odd_offset(plain)) return fail(kNoOffset);
  const HoursReading hours = read_hours(whole);
  if (!has_time_words_only(whole) || !hours.usable() || !hours.days.empty())
    return fail(clock || !DateCursor(whole).at_digit() ? kNoOffset : kNoClock);
  times.opening = seconds_of(hours.opening());
  if (hours.closing()) times.closing = seconds_of(*hours.closing());
  return times;
}

WrittenDate at_time(const WrittenDate& date, int seconds, const DayTimes& times) {
  WrittenDate timed = date;
  timed.wall = WallTime(date.day()) + seconds;
  timed.has_time = true;
  timed.ends_day = seconds == kDaySeconds;
  timed.offset = times.offset;
  timed.zulu = times.zulu;
  return timed;
}

}  // namespace almanach
