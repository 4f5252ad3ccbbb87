#include "parse/ics/moments.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

/// Some programs write a day as VALUE=DATE:20270113T000000.
bool is_meant_as_day(const PropertyLine& property) {
  return equal_but_for_case(property.parameter("VALUE"), "DATE");
}

std::optional<IcsMoment> read_one(const PropertyLine& property, std::size_t offset,
                                  std::string_view text, IcsZones& zones, ProblemSink& problems) {
  const auto date = read_ics_date(text);
  if (!date) {
    problems.error(property.value_position(offset),
                   fmt::format("{}: \"{}\" is no date or time of a calendar", property.name,
                               collapse_spaces(text.substr(0, 60))),
                   "write 20260510 for a day, 20260510T140000 for a time");
    return std::nullopt;
  }
  IcsMoment moment;
  moment.date = *date;
  if (is_meant_as_day(property)) {
    moment.date.has_time = moment.date.utc = false;
    moment.date.wall = WallTime(Day(date->wall));
  }
  if (!moment.has_time()) return moment;
  if (!moment.date.utc) {
    const auto zone = zones.find(property);
    if (!zone) return std::nullopt;
    moment.zone = *zone;
  }
  moment.instant = moment.zone.place(moment.date.wall);
  return moment;
}

/// Applies an edit of property_line.hpp to a text.
template <typename Edit>
std::string edit(std::string_view line, const Edit& change) {
  const auto read = read_property_line(line);
  return change(std::get<PropertyLine>(read));
}

std::string with_parameter_in(std::string_view line, std::string_view name,
                              std::string_view value) {
  return edit(line, [&](const PropertyLine& property) {
    const std::string_view now = property.parameter(name);
    return now == value ? std::string(line) : with_parameter(property, name, value);
  });
}

}  // namespace

std::optional<IcsMoment> read_moment(const PropertyLine& property, IcsZones& zones,
                                     ProblemSink& problems) {
  return read_one(property, 0, property.value, zones, problems);
}

std::optional<std::vector<IcsMoment>> read_moments(const PropertyLine& property, IcsZones& zones,
                                                   ProblemSink& problems) {
  const std::string_view values = property.value;
  std::vector<IcsMoment> moments;
  for (std::size_t start = 0; start <= values.size();) {
    const std::size_t end = std::min(values.find(',', start), values.size());
    const auto moment =
        read_one(property, start, values.substr(start, end - start), zones, problems);
    if (!moment) return std::nullopt;
    moments.push_back(*moment);
    start = end + 1;
  }
  return moments;
}

std::string publish_time(const PropertyLine& property, const IcsMoment& moment) {
  const std::string line = with_value(property, format_ics_date(moment.date));
  if (!moment.has_time())
    return with_parameter_in(with_parameter_in(line, "TZID", ""), "VALUE", "DATE");
  const bool names_utc = moment.zone.is_utc() && !moment.date.utc;
  return with_parameter_in(names_utc ? line + 'Z' : line, "TZID", moment.zone.name);
}

std::string publish_times(const PropertyLine& property, const std::vector<IcsMoment>& moments) {
  std::string lines;
  for (const IcsMoment& moment : moments)
    lines += (lines.empty() ? "" : "\n") + publish_time(property, moment);
  return lines;
}

std::string write_time(std::string_view name, WallTime wall, const IcsMoment& like) {
  const bool timed = like.has_time();
  const std::string line = std::string(name) + (timed ? ":" : ";VALUE=DATE:") +
                           format_ics_date({wall, timed, timed && like.zone.is_utc()});
  return timed ? with_parameter_in(line, "TZID", like.zone.name) : line;
}

void name_zones(const CalendarComponent& component, IcsZones& zones, LineEdits& edits,
                ProblemSink& problems) {
  for (const PropertyLine& property : component.properties) {
    if (property.parameter("TZID").empty() || edits.lines.count(&property) != 0) continue;
    const auto zone = zones.look_up(property.parameter("TZID"));
    if (zone) {
      edits.lines[&property] = with_parameter_in(property.line.text, "TZID", zone->name);
      continue;
    }
    edits.leave_out(&property);
    problems.warn(property.position(),
                  fmt::format("{}: nobody knows the time zone \"{}\", the line is left out",
                              property.name, property.parameter("TZID")),
                  "leave the line away, or write TZID=Europe/Paris");
  }
}

}  // namespace almanach
