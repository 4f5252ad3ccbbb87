#include "parse/recurrence/frame.hpp"

#include <fmt/format.h>

#include <charconv>

#include "base/text.hpp"

namespace almanach {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// "20260505T140000Z" as "2026-05-05T14:00:00Z"; other texts as they are.
std::string spell_out(std::string_view text) {
  std::string_view rest = text;
  const bool zulu = !rest.empty() && rest.back() == 'Z';
  if (zulu) rest.remove_suffix(1);
  const bool timed = rest.size() == 15 && rest[8] == 'T' && is_digits(rest.substr(9));
  if (!is_digits(rest.substr(0, 8)) || (!timed && (rest.size() != 8 || zulu)))
    return std::string(text);
  std::string out =
      fmt::format("{}-{}-{}", rest.substr(0, 4), rest.substr(4, 2), rest.substr(6, 2));
  if (timed)
    out += fmt::format("T{}:{}:{}", rest.substr(9, 2), rest.substr(11, 2), rest.substr(13, 2));
  return zulu ? out + "Z" : out;
}

}  // namespace

DateReading read_occurrence_date(std::string_view text, const DateStyle& style, const Zone& zone) {
  const std::string spelled = spell_out(trim(text));
  DateStyle own = style;
  if (spelled != trim(text)) own.naive = DateStyle::NaiveTimes::local;
  return read_single_date(spelled, own, zone);
}

Instant rule_end(const WrittenDate& date, const RecurrenceFrame& frame) {
  const bool is_day = date.is_bare_midnight() && !(frame.literal && date.has_time);
  if (is_day || frame.whole_days()) {
    const Day day(local_time(date, frame.zone));
    return frame.zone.place(WallTime(day + 1)).instant - std::chrono::seconds(1);
  }
  return place_date(date, frame.zone);
}

WallTime local_time(const WrittenDate& date, const Zone& zone) {
  if (date.is_bare_midnight() && !date.zulu) return date.wall;
  return zone.wall_time(place_date(date, zone));
}

std::string format_start(WallTime start, const RecurrenceFrame& frame) {
  if (frame.whole_days()) return format_date(Day(start));
  return fmt::format("{} {:02}:{:02}", format_date(Day(start)), start.hour(), start.minute());
}

std::string format_date(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

Position position_in(const YamlNode& node, std::size_t offset) {
  if (node.scalar.find('\n') != std::string::npos) return node.position;
  const auto before =
      static_cast<int>(count_code_points(std::string_view(node.scalar).substr(0, offset)));
  return {node.position.line, node.position.column + before + (node.quoted ? 1 : 0)};
}

std::optional<int> read_whole_number(std::string_view text) {
  constexpr std::size_t kMostDigits = 4;
  const std::string_view digits = trim(text);
  if (!is_digits(digits) || digits.size() > kMostDigits) return std::nullopt;
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace almanach
