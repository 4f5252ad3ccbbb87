#include "support/parsing.hpp"

#include <fmt/format.h>

#include "model/event_addresses.hpp"
#include "model/occurrences.hpp"
#include "model/rule_text.hpp"

namespace almanach::testing {
namespace {

std::string format_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

/// "2027-10-30 22:00-06:00+480": by the clock of the event's zone, and in minutes.
std::string describe(const Event& event, const Span& span) {
  const TimeSpan time = covered_time(span, event.zone);
  const WallTime start = event.zone.wall_time(time.start);
  const WallTime end = event.zone.wall_time(time.end);
  return fmt::format("{} {:02}:{:02}-{:02}:{:02}+{}", format_day(Day(start)), start.hour(),
                     start.minute(), end.hour(), end.minute(),
                     (time.end - time.start).count() / 60);
}

}  // namespace

std::string describe_span(const Event& event) {
  if (const auto* days = std::get_if<DaySpan>(&event.span)) {
    return format_day(days->first) + " .. " + format_day(days->last);
  }
  const TimeSpan& time = std::get<TimeSpan>(event.span);
  const WallTime start = event.zone.wall_time(time.start);
  const WallTime end = event.zone.wall_time(time.end);
  std::string text =
      fmt::format("{} {:02}:{:02} - ", format_day(Day(start)), start.hour(), start.minute());
  if (Day(start) != Day(end)) text += format_day(Day(end)) + " ";
  return text + fmt::format("{:02}:{:02}", end.hour(), end.minute());
}

std::string describe_rule(const Event& event) {
  if (!event.recurrence || !event.recurrence->rule) return "none";
  const RecurrenceRule& rule = *event.recurrence->rule;
  std::string text = format_rule(rule);
  if (rule.count) text += fmt::format(";COUNT={}", *rule.count);
  if (!rule.until) return text;
  const WallTime last = event.zone.wall_time(*rule.until);
  return text + fmt::format(";UNTIL={} {:02}:{:02}:{:02}", format_day(Day(last)), last.hour(),
                            last.minute(), last.second());
}

std::string list_occurrences(const Event& event, std::size_t limit) {
  std::string text;
  const TimeSpan all = {Instant(std::chrono::hours(-24 * 365 * 400)), kNoEnd};
  for (const Occurrence& one : occurrences_between(event, all.start, all.end, limit)) {
    const WallTime start = event.zone.wall_time(covered_time(one.span, event.zone).start);
    std::string words = format_day(Day(start));
    if (std::holds_alternative<TimeSpan>(one.span))
      words += fmt::format(" {:02}:{:02}", start.hour(), start.minute());
    const bool cancelled = one.change != nullptr && one.change->status == EventStatus::cancelled;
    if (cancelled) words = "(" + words + ")";
    text += (text.empty() ? "" : ", ") + words;
  }
  return text;
}

std::string list_events(const ParsedFile& file, std::size_t limit) {
  std::string text;
  for (const ParsedEntry& entry : file.entries) {
    if (!entry.event) return "faulty";
    const Event& event = *entry.event;
    text += plain_slug(event.path) + (event.uid.empty() ? "" : " " + event.uid) + ":";
    const Instant begin(std::chrono::hours(-24 * 365 * 400));
    for (const Occurrence& one : occurrences_between(event, begin, kNoEnd, limit)) {
      const bool cancelled = one.change != nullptr && one.change->status == EventStatus::cancelled;
      text += (cancelled ? " (" : " ") + describe(event, one.span) + (cancelled ? ")" : "");
    }
    text += '\n';
  }
  return text;
}

Event with_extra(Event event, WallTime start) {
  Recurrence recurrence = *event.recurrence;
  recurrence.extra = {start};
  event.recurrence = std::move(recurrence);
  return event;
}

std::string list_problems(const Problems& problems) {
  std::string text;
  for (const Problem& problem : problems) {
    text += fmt::format("{}:{} {}: {}\n", problem.line, problem.column,
                        severity_name(problem.severity), problem.message);
  }
  return text;
}

}  // namespace almanach::testing
