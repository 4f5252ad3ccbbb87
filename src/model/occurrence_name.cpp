#include "model/occurrence_name.hpp"

#include <fmt/format.h>

namespace almanach {
namespace {

constexpr std::size_t kDaySize = 10;  // "2026-12-15"

std::int64_t seconds_of_day(WallTime time) {
  return time - WallTime(Day(time));
}

/// What a name says.
struct NamedTime {
  Day day;
  std::optional<std::int64_t> seconds;  ///< of the day
};

/// The number that `text` begins with; it has two characters at least.
std::optional<int> read_two_digits(std::string_view text, int below) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (!is_digit(text[0]) || !is_digit(text[1])) return std::nullopt;
  const int number = (text[0] - '0') * 10 + (text[1] - '0');
  return number < below ? std::optional(number) : std::nullopt;
}

std::optional<NamedTime> read_name(std::string_view text) {
  constexpr std::size_t kShortTime = 5;  // "T1800"
  const auto day = read_day(text.substr(0, kDaySize));
  if (!day) return std::nullopt;
  std::string_view time = text.substr(kDaySize);
  if (time.empty()) return NamedTime{*day, std::nullopt};
  const bool has_colon = time.size() == kShortTime + 1 && time[3] == ':';
  if (time.front() != 'T' || (time.size() != kShortTime && !has_colon)) return std::nullopt;
  const auto hour = read_two_digits(time.substr(1), 24);
  const auto minute = read_two_digits(time.substr(has_colon ? 4 : 3), 60);
  if (!hour || !minute) return std::nullopt;
  return NamedTime{*day, *hour * 3'600 + *minute * 60};
}

/// How well an occurrence goes by a name; 0: not at all.
int rate(const Event& event, const Occurrence& one, const NamedTime& name) {
  const std::int64_t usual = seconds_of_day(first_start(event));
  const std::int64_t seconds = seconds_of_day(one.original);
  const bool is_on_day = Day(one.original) == name.day;
  // Addresses do not tell seconds.
  if (is_on_day && seconds / 60 == name.seconds.value_or(usual) / 60) return 3;
  if (name.seconds) return 0;
  if (is_on_day) return 2;
  const TimeSpan time = covered_time(one.span, event.zone);
  return Day(event.zone.wall_time(time.start)) == name.day ? 1 : 0;
}

}  // namespace

std::string name_occurrence(const Event& event, WallTime original) {
  std::string name = format_day(Day(original));
  if (seconds_of_day(original) != seconds_of_day(first_start(event)))
    name += fmt::format("T{:02}{:02}", original.hour(), original.minute());
  return name;
}

std::optional<std::string> read_occurrence_name(std::string_view text) {
  const auto name = read_name(text);
  if (!name) return std::nullopt;
  std::string written = format_day(name->day);
  if (name->seconds)
    written += fmt::format("T{:02}{:02}", *name->seconds / 3'600, *name->seconds / 60 % 60);
  return written;
}

std::optional<Occurrence> find_occurrence(const Event& event, std::string_view text,
                                          WorkBudget* work) {
  const auto name = read_name(text);
  if (!name) return std::nullopt;
  std::optional<Occurrence> found;
  int best = 0;
  const auto consider = [&](const Occurrence& one) {
    const int rating = rate(event, one, *name);
    if (rating <= best) return;
    best = rating;
    found = one;
  };
  // A changed one may have been moved to whatever day.
  if (event.recurrence) {
    for (const ChangedOccurrence& change : event.recurrence->changed)
      consider({change.original, change.span, &change});
  }
  // A time that the clock skips is placed after it: a day more.
  const Instant from = event.zone.place(WallTime(name->day)).instant;
  const Instant to = event.zone.place(WallTime(name->day + 2)).instant;
  OccurrenceWalk walk(event, from, to, work);
  while (const auto one = walk.next()) consider(*one);
  return found;
}

Event make_single(const Event& event, const Occurrence& occurrence) {
  if (occurrence.change != nullptr) return apply_change(event, *occurrence.change);
  Event one = event;
  one.recurrence.reset();
  one.span = occurrence.span;
  return one;
}

}  // namespace almanach
