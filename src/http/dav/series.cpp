#include "http/dav/series.hpp"

#include <fmt/format.h>

#include "http/dav/context.hpp"
#include "http/dav/refusal.hpp"

namespace almanach::dav {
namespace {

/// How many lines are copied in a step of work.
constexpr std::size_t kLinesInStep = 8;

bool is_event(const CalendarComponent& component) {
  return component.name == "VEVENT";
}

/// What an occurrence by itself has no more, or has otherwise.
bool is_of_time(const PropertyLine& line) {
  for (const std::string_view name :
       {"DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"}) {
    if (line.is(name)) return true;
  }
  return false;
}

std::string format_date(Day day) {
  return fmt::format(";VALUE=DATE:{:04}{:02}{:02}", day.year(), day.month(), day.day());
}

std::string format_time(Instant instant) {
  return ':' + format_utc_time(instant);
}

}  // namespace

EventInZone::EventInZone(const Event& event, const std::optional<Zone>& zone, WorkBudget& work)
    : event_(event) {
  if (!zone || !std::holds_alternative<DaySpan>(event.span)) return;
  work.spend(kStepsOfEvent);
  moved_ = event;
  moved_->zone = *zone;
}

PropertyLine SeriesText::make_line(std::string_view name, const std::string& rest) {
  const std::string& line = made_.emplace_back(std::string(name) + rest);
  return std::get<PropertyLine>(read_property_line(line));
}

CalendarComponent SeriesText::make_occurrence(const CalendarComponent& component, const Span& span,
                                              const WallTime* original) {
  CalendarComponent one;
  one.name = component.name;
  one.components = component.components;
  for (const PropertyLine& line : component.properties) {
    if (!is_of_time(line)) one.properties.push_back(line);
  }
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    one.properties.push_back(make_line("DTSTART", format_date(days->first)));
    one.properties.push_back(make_line("DTEND", format_date(days->last + 1)));
    if (original != nullptr)
      one.properties.push_back(make_line("RECURRENCE-ID", format_date(Day(*original))));
    return one;
  }
  const TimeSpan& time = std::get<TimeSpan>(span);
  one.properties.push_back(make_line("DTSTART", format_time(time.start)));
  one.properties.push_back(make_line("DTEND", format_time(time.end)));
  if (original != nullptr) {
    one.properties.push_back(
        make_line("RECURRENCE-ID", format_time(event_.zone.place(*original).instant)));
  }
  return one;
}

void SeriesText::expand(const TimeRange& range, WorkBudget& work) {
  const std::vector<Occurrence> occurrences = list_occurrences(event_, range, work);
  const std::vector<const CalendarComponent*> events = list_events(calendar_);
  std::vector<CalendarComponent> expanded;
  std::size_t bytes = 0;
  for (const Occurrence& occurrence : occurrences) {
    std::size_t place = 0;
    if (occurrence.change != nullptr)
      place = 1 + static_cast<std::size_t>(occurrence.change - event_.recurrence->changed.data());
    const CalendarComponent& component = *events.at(place);
    for (const PropertyLine& line : component.properties) bytes += line.line.text.size();
    if (bytes > kMostExpanded) throw too_many_matches();
    work.spend(1 + component.properties.size() / kLinesInStep);
    expanded.push_back(make_occurrence(component, occurrence.span,
                                       event_.recurrence ? &occurrence.original : nullptr));
  }
  calendar_.components = std::move(expanded);
}

void SeriesText::limit(const TimeRange& range) {
  if (!event_.recurrence) return;
  std::vector<CalendarComponent> kept;
  std::size_t place = 0;
  for (CalendarComponent& component : calendar_.components) {
    if (is_event(component) && place++ > 0) {
      const ChangedOccurrence& change = event_.recurrence->changed.at(place - 2);
      const Span unchanged = move_span(event_.span, change.original, event_.zone);
      if (!range.overlaps(covered_time(change.span, event_.zone)) &&
          !range.overlaps(covered_time(unchanged, event_.zone)))
        continue;
    }
    kept.push_back(std::move(component));
  }
  calendar_.components = std::move(kept);
}

std::vector<Occurrence> list_occurrences(const Event& event, const TimeRange& range,
                                         WorkBudget& work) {
  std::vector<Occurrence> occurrences =
      occurrences_between(event, range.start, range.end, kMostOccurrences + 1, &work);
  if (occurrences.size() > kMostOccurrences) throw too_many_matches();
  return occurrences;
}

std::vector<const CalendarComponent*> list_events(const CalendarComponent& calendar) {
  std::vector<const CalendarComponent*> events;
  for (const CalendarComponent& component : calendar.components) {
    if (is_event(component)) events.push_back(&component);
  }
  return events;
}

}  // namespace almanach::dav
