#include "parse/hours_value.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"
#include "config/duration.hpp"
#include "dialect/offset_evidence.hpp"
#include "parse/date_cursor.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

constexpr int kMinutesOfDay = 24 * 60;
constexpr std::string_view kHowToWrite = "write the event's hours as 14h-17h30";

ClockTime clock_at(int minutes) {
  return {minutes / 60, minutes % 60};
}

HoursValue refuse(std::string why, std::string hint = std::string(kHowToWrite)) {
  HoursValue value;
  value.refusal = std::move(why);
  value.hint = std::move(hint);
  return value;
}

HoursValue opens(ClockTime time, std::string remark = "") {
  HoursValue value;
  value.opening = time;
  value.remark = std::move(remark);
  return value;
}

/// "870" and "52200", which YAML 1.1 tools make of 14:30, "1430", "14".
HoursValue read_number(int number, std::size_t digits) {
  constexpr std::size_t kClockDigits = 4;
  constexpr int kLastHour = 24;
  const bool as_clock = digits == kClockDigits && number / 100 < kLastHour && number % 100 < 60;
  const bool as_minutes = number >= 60 && number < kMinutesOfDay;
  const bool as_seconds = number >= kHourSeconds && number < kDaySeconds && number % 60 == 0;
  if (number < kLastHour && digits <= 2) return opens(clock_at(number * 60));
  const auto told = [&](ClockTime time) {
    return fmt::format("{} is what YAML tools make of {}: it is read so", number,
                       format_clock(time));
  };
  if (as_clock && (as_minutes || as_seconds) && number >= 100) {
    const ClockTime clock{number / 100, number % 100};
    const ClockTime other = clock_at(as_minutes ? number : number / 60);
    // An hour at night, which tools would write as seconds, is the less likely one.
    if (!as_minutes) return opens(clock);
    return refuse(
        fmt::format("{} may be {} or the number that tools make of {}", number, format_clock(clock),
                    format_clock(other)),
        fmt::format("write \"{}\" or \"{}\", in quotes", format_clock(clock), format_clock(other)));
  }
  if (as_clock) return opens({number / 100, number % 100});
  if (as_minutes) return opens(clock_at(number), told(clock_at(number)));
  if (as_seconds) return opens(clock_at(number / 60), told(clock_at(number / 60)));
  return refuse(fmt::format("{} is no time of a day", number), "write \"14:30\", in quotes");
}

/// Numbers without any word or colon; empty: it is none.
std::optional<HoursValue> read_numbers(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  DateCursor cursor(text);
  const auto first = cursor.number(1, kMostDigits);
  if (!first) return std::nullopt;
  const std::size_t digits = text.size() - cursor.rest().size();
  if (cursor.done()) return read_number(*first, digits);
  if (digits > 2) return std::nullopt;
  if (cursor.take('.') || cursor.take(',')) {
    const std::size_t before = cursor.rest().size();
    const auto second = cursor.number(1, kMostDigits);
    if (!second || !cursor.done()) return std::nullopt;
    if (before == 2 && *first < 24 && *second < 60) return opens({*first, *second});
    return refuse(
        fmt::format("{} does not tell its minutes", text),
        fmt::format("write \"{:02}:30\" or the minutes that are meant, in quotes", *first));
  }
  cursor.skip_spaces();
  std::string_view rest = cursor.rest();
  for (const std::string_view joint : {"-", "–", "—", "à", "to"}) {
    if (!rest.starts_with(joint)) continue;
    DateCursor end(trim(rest.substr(joint.size())));
    const auto second = end.number(1, 2);
    if (!second || !end.done()) return std::nullopt;
    if (*first >= 24 || *second > 24 || *second <= *first)
      return refuse(fmt::format("{} is no beginning and end", text));
    HoursValue value = opens(clock_at(*first * 60));
    value.closing = clock_at(*second * 60);
    return value;
  }
  return std::nullopt;
}

/// "2h", "2 heures": what is at night as a time of day is far more often a length.
std::optional<std::chrono::seconds> read_length(std::string_view text) {
  constexpr int kFirstLikelyHour = 6;
  const std::string folded = fold(text);
  DateCursor cursor(folded);
  const auto hours = cursor.number(1, 2);
  if (!hours || *hours == 0 || *hours >= kFirstLikelyHour || folded.front() == '0')
    return std::nullopt;
  cursor.skip_spaces();
  if (!cursor.rest().starts_with("h")) return std::nullopt;
  return read_duration(folded);
}

void take_reading(HoursValue& value, HoursReading reading) {
  value.refusal = reading.refusal;
  value.days = std::move(reading.days);
  if (!reading.refusal.empty()) value.hint = kHowToWrite;
  if (!reading.usable()) return;
  value.opening = reading.opening();
  value.closing = reading.closing();
}

/// Hours by the clock of one zone.
class ZonedHours {
 public:
  ZonedHours(std::string_view text, const std::vector<ZoneMention>& zones, const Zone& own, Day day)
      : text_(text), zones_(zones), own_(own), day_(day) {}

  HoursValue read() const {
    const bool same = std::all_of(zones_.begin(), zones_.end(), [&](const ZoneMention& zone) {
      return zone.word == zones_.front().word;
    });
    if (same) return read_one(without_zones(text_, zones_), zones_.front());
    HoursValue chosen;
    std::optional<Instant> first;
    std::size_t begin = 0;
    for (const ZoneMention& zone : zones_) {
      HoursValue part = read_one(std::string(text_.substr(begin, zone.offset - begin)), zone);
      begin = zone.end;
      if (!part.opening) {
        if (part.refusal.empty()) part = refuse("names several time zones");
        return part;
      }
      const Instant instant = instant_of(part);
      if (first && *first != instant) return refuse("names times of several zones that differ");
      const bool is_own = part.zone && *part.zone == own_;
      if (!first || is_own) chosen = std::move(part);
      first = instant;
    }
    return chosen;
  }

 private:
  HoursValue read_one(const std::string& plain, const ZoneMention& mention) const {
    HoursValue value;
    take_reading(value, read_hours(plain));
    if (mention.shift) {
      value.offset = mention.shift;
      return value;
    }
    const ZoneMeaning meaning = read_zone_word(mention.word, own_);
    if (meaning.zone) {
      value.zone = meaning.zone;
      value.zone_word = mention.word;
      return value;
    }
    HoursValue refused = refuse(meaning.message, meaning.hint);
    refused.is_zone_unknown = true;
    return refused;
  }

  Instant instant_of(const HoursValue& value) const {
    const WallTime wall = WallTime(day_) + seconds_of(*value.opening);
    if (value.offset) return Zone().place(wall).instant - *value.offset;
    return value.zone->place(wall).instant;
  }

  std::string_view text_;
  const std::vector<ZoneMention>& zones_;
  const Zone& own_;
  Day day_;
};

}  // namespace

HoursValue read_hours_value(std::string_view text, HoursPlace place, const Zone& own, Day day,
                            const DateStyle& style) {
  text = trim(text);
  if (place != HoursPlace::text) {
    if (auto numbers = read_numbers(text)) return *numbers;
  }
  const auto length = place == HoursPlace::closing ? std::nullopt : read_length(text);
  if (length) {
    HoursValue value;
    if (place == HoursPlace::opening) {
      value.refusal = "may be a length of time instead of a time of day";
      value.hint = "write 02:00 for a time of day";
    } else {
      value.length = length;
    }
    return value;
  }
  const bool single = place == HoursPlace::opening || place == HoursPlace::closing;
  const std::vector<ZoneMention> zones =
      find_zone_mentions(text, single ? MinusMeans::offset : MinusMeans::range);
  HoursValue value;
  if (place == HoursPlace::closing && (text == "24:00" || text == "24h" || text == "24h00")) {
    value.opening = ClockTime{24, 0};
  } else if (zones.empty()) {
    take_reading(value, read_hours(text));
  } else {
    value = ZonedHours(text, zones, own, day).read();
  }
  if (has_odd_offset(without_zones(text, zones)))
    return refuse("has an offset from UTC that no zone has");
  const auto is_local = [&](ClockTime time) {
    const WallTime wall = WallTime(day) + seconds_of(time);
    return counts_digits({wall, *value.offset, false}, style, own);
  };
  if (value.offset && value.opening && is_local(*value.opening)) value.offset.reset();
  return value;
}

}  // namespace almanach
