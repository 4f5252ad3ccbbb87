#include "parse/ics/own_day.hpp"

#include <algorithm>
#include <array>

#include "parse/ics/times.hpp"

namespace almanach {
namespace {

/// A time of `zone` that its clock alone tells, or in UTC.
std::string write_instant(std::string_view name, Instant instant, const IcsMoment& like) {
  const WallTime wall = like.zone.wall_time(instant);
  if (like.zone.place(wall) == instant) return write_time(name, wall, like);
  return std::string(name) + ':' + format_ics_date({Zone().wall_time(instant), true, true});
}

/// Where the day ends, as a DTEND; empty where nothing but the start is told.
std::string write_end(const IcsTime& time, const IcsOwnDay& day, IcsZones& zones,
                      ProblemSink& problems) {
  const PropertyLine* property = time.end_property;
  if (property == nullptr || !property->is("DTEND")) return {};
  if (const auto* days = std::get_if<DaySpan>(&time.span)) {
    return write_time("DTEND", WallTime(Day(day.start) + (days->last - days->first) + 1),
                      time.start);
  }
  const auto end = read_moment(*property, zones, problems);
  if (!end || end->instant <= time.start.instant) return {};
  if (end->zone.name != time.start.zone.name)
    return write_instant("DTEND", day.instant + (end->instant - time.start.instant), time.start);
  const WallTime start = time.start.zone.wall_time(day.instant);
  const Instant told = end->zone.place(start + (end->date.wall - time.start.date.wall));
  const Instant exact = day.instant + (end->instant - time.start.instant);
  return write_instant("DTEND", told > day.instant ? told : exact, time.start);
}

}  // namespace

OwnDayPart::OwnDayPart(const IcsPart& main, const IcsOwnDay& day, const ParseContext& context) {
  constexpr std::array<std::string_view, 6> kReplaced = {"DTSTART", "DTEND",  "RRULE",
                                                         "RDATE",   "EXDATE", "EXRULE"};
  Problems told_before;
  ProblemSink problems("", told_before, Notation::yaml);
  LineEdits edits;
  const IcsTime time =
      read_ics_time(*main.component, *main.zones, context, edits, problems).value();
  component_.name = main.component->name;
  component_.position = main.component->position;
  for (const PropertyLine& property : main.component->properties) {
    const bool replaced = std::any_of(kReplaced.begin(), kReplaced.end(),
                                      [&](std::string_view name) { return property.is(name); });
    if (!replaced) component_.properties.push_back(property);
  }
  add(time.start.has_time() ? write_instant("DTSTART", day.instant, time.start)
                            : write_time("DTSTART", day.start, time.start),
      day.position);
  if (std::string end = write_end(time, day, *main.zones, problems); !end.empty())
    add(std::move(end), day.position);
  part_ = {&component_, main.zones, main.cancelled};
}

void OwnDayPart::add(std::string line, Position position) {
  const std::string& text = lines_.emplace_back(std::move(line));
  const auto read = read_property_line(ContentLine{text, text, position.line});
  component_.properties.push_back(std::get<PropertyLine>(read));
}

}  // namespace almanach
