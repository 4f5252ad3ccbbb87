#include "render/event_words.hpp"

#include <fmt/format.h>

#include <cctype>
#include <cstdint>
#include <variant>
#include <vector>

#include "model/language.hpp"
#include "render/day_words.hpp"
#include "render/recurrence_words.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

std::string short_day(Day day, bool french) {
  return fmt::format("{} {} {} {}", short_weekday_name(day, french), day_number(day.day(), french),
                     short_month_name(day, french), day.year());
}

std::string describe_days(const DaySpan& days, bool french) {
  const std::string_view whole = french ? "toute la journée" : "all day";
  if (days.first == days.last) return fmt::format("{}, {}", short_day(days.first, french), whole);
  return fmt::format("{} – {}, {}", short_day(days.first, french), short_day(days.last, french),
                     whole);
}

std::string describe_times(const TimeSpan& time, const Zone& zone, std::string_view language) {
  const bool french = is_french(language);
  const WallTime start = zone.wall_time(time.start);
  const WallTime end = zone.wall_time(time.end);
  constexpr std::int64_t kDay = std::int64_t{24} * 3'600;
  if (time.start == time.end) {
    return fmt::format("{}, {}", short_day(Day(start), french),
                       describe_hour(time.start, zone, language));
  }
  if (Day(start) == Day(end) || (end - start) < kDay) {
    return fmt::format("{}, {}", short_day(Day(start), french),
                       describe_hours(time, zone, language));
  }
  return fmt::format("{}, {} – {}, {}", short_day(Day(start), french),
                     describe_hour(time.start, zone, language), short_day(Day(end), french),
                     describe_hour(time.end, zone, language));
}

std::string_view status_word(EventStatus status, bool french) {
  if (status == EventStatus::cancelled) return french ? "annulé" : "cancelled";
  if (status == EventStatus::postponed) return french ? "reporté" : "postponed";
  return "";
}

/// In the middle of a line.
std::string describe_repetition(const Event& event, std::string_view language) {
  if (!event.recurrence) return "";
  std::string words = describe_recurrence(event, language);
  if (words.empty()) return is_french(language) ? "plusieurs fois" : "repeated";
  words.front() = static_cast<char>(std::tolower(static_cast<unsigned char>(words.front())));
  return words;
}

}  // namespace

std::string describe_event(const Event& event, const Zone& usual, std::string_view language) {
  const bool french = is_french(language);
  std::vector<std::string> parts;
  if (const auto* days = std::get_if<DaySpan>(&event.span)) {
    parts.push_back(describe_days(*days, french));
  } else {
    parts.push_back(describe_times(std::get<TimeSpan>(event.span), event.zone, language));
    if (event.zone != usual) parts.push_back(describe_clock(event.zone, language));
  }
  parts.push_back(describe_repetition(event, language));
  parts.push_back(event.location);
  parts.emplace_back(status_word(event.status, french));
  std::erase(parts, "");
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace almanach
