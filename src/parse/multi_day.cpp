#include "parse/multi_day.hpp"

#include <fmt/format.h>

#include <initializer_list>
#include <string>
#include <string_view>

#include "base/text.hpp"
#include "parse/details.hpp"
#include "parse/hours/mentions.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {
namespace {

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  for (const std::string_view known : words) {
    if (word == known) return true;
  }
  return false;
}

/// Takes the span apart: its first day's stays; the number of days comes back.
int shorten_to_first_day(Event& event) {
  const TimeSpan whole = std::get<TimeSpan>(event.span);
  const WallTime opening = event.zone.wall_time(whole.start);
  const WallTime last_closing = event.zone.wall_time(whole.end);
  WallTime closing = WallTime(Day(opening)) + (last_closing - WallTime(Day(last_closing)));
  // Past midnight it is of the day after.
  if (closing <= opening) closing = closing + kDaySeconds;
  event.span = TimeSpan{whole.start, event.zone.place(closing).instant};
  return static_cast<int>(Day(last_closing) - Day(closing)) + 1;
}

}  // namespace

std::optional<RecurrenceRule> read_multi_day(const YamlNode& front_matter,
                                             const ParseContext& context, bool has_hours,
                                             Event& event, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "multi_day");
  if (!found) return std::nullopt;
  const auto warn = [&](std::string message, std::string hint) {
    problems.warn(found->position(), std::move(message), std::move(hint));
    return std::nullopt;
  };
  const std::string word = fold(trim(text_of(*found->value)));
  if (is_one_of(word, {"span", "continu", "en continu"})) return std::nullopt;
  if (!is_one_of(word, {"daily", "quotidien", "chaque jour", "par jour"})) {
    return warn(fmt::format("{}: \"{}\" is left aside", found->name, collapse_spaces(word)),
                "write daily (an entry a day) or span (one entry over all days)");
  }
  for (const std::string_view field : {"rrule", "recurrence"}) {
    if (const auto rule = context.fields.find(front_matter, field)) {
      return warn(fmt::format("{} is left aside beside {}", found->name, rule->name),
                  "give the hours of one day as start and end, and the days in the repetition");
    }
  }
  if (!has_hours) {
    return warn(
        fmt::format("{} is left aside: there are no hours for each of several days", found->name),
        "give the first and the last day, and the hours (Horaires: 9h-17h)");
  }
  Event daily = event;
  RecurrenceRule rule;
  rule.frequency = Frequency::daily;
  rule.count = shorten_to_first_day(daily);
  if (*rule.count > kMostCount) {
    return warn(fmt::format("{} is left aside: over {} days", found->name, kMostCount),
                "correct the last day");
  }
  event.span = daily.span;
  return rule;
}

}  // namespace almanach
