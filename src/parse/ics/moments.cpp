#include "parse/ics/moments.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace almanach {
namespace {

/// Some programs write a day as VALUE=DATE:20270113T000000.
bool is_meant_as_day(const PropertyLine& property) {
  return equal_but_for_case(property.parameter("VALUE"), "DATE");
}

class MomentReader {
 public:
  MomentReader(const PropertyLine& property, IcsZones& zones, const IcsZone* beside,
               ProblemSink& problems)
      : property_(property), zones_(zones), beside_(beside), problems_(problems) {}

  std::optional<IcsMoment> read_moment(std::size_t offset, std::string_view text) {
    const auto date = read_ics_date(text);
    if (!date) {
      refuse(offset, text, "date or time of a calendar");
      return std::nullopt;
    }
    IcsMoment moment;
    moment.date = *date;
    if (is_meant_as_day(property_)) {
      moment.date.has_time = moment.date.utc = false;
      moment.date.wall = WallTime(Day(date->wall));
    }
    if (!moment.has_time()) return moment;
    if (!moment.date.utc) {
      const auto zone = find_zone();
      if (!zone) return std::nullopt;
      moment.zone = *zone;
    }
    moment.instant = moment.zone.place(moment.date.wall);
    return moment;
  }

  std::optional<IcsPeriod> read_period(std::size_t offset, std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto start = read_moment(offset, text.substr(0, slash));
    if (!start) return std::nullopt;
    if (slash == std::string_view::npos) return IcsPeriod{*start, std::nullopt};
    const auto end = read_end(*start, offset + slash + 1, text.substr(slash + 1));
    if (end && start->has_time() && *end > start->instant) return IcsPeriod{*start, end};
    if (end) refuse(offset, text, "period");
    return std::nullopt;
  }

 private:
  std::optional<Instant> read_end(const IcsMoment& start, std::size_t offset,
                                  std::string_view text) {
    if (const auto length = read_ics_duration(text)) {
      const Day last = Day(start.date.wall) + length->days;
      const WallTime wall = WallTime(last) + (start.date.wall - WallTime(Day(start.date.wall)));
      return start.zone.place(wall) + length->time;
    }
    const auto end = read_moment(offset, text);
    return end ? std::optional(end->instant) : std::nullopt;
  }

  std::optional<IcsZone> find_zone() {
    if (beside_ == nullptr || !property_.parameter("TZID").empty()) return zones_.find(property_);
    if (!std::exchange(told_, true)) {
      problems_.warn(property_.value_position(),
                     fmt::format("{} names no time zone: that of DTSTART is taken, {}",
                                 property_.name, beside_->name),
                     fmt::format("write {};TZID={}", property_.name, beside_->name));
    }
    return *beside_;
  }

  void refuse(std::size_t offset, std::string_view text, std::string_view wanted) {
    problems_.error(property_.value_position(offset),
                    fmt::format("{}: \"{}\" is no {}", property_.name,
                                collapse_spaces(text.substr(0, 60)), wanted),
                    wanted == "period" ? "write a start and a later end, as "
                                         "20260510T140000/20260510T173000, or the start alone"
                                       : "write 20260510 for a day, 20260510T140000 for a time");
  }

  const PropertyLine& property_;
  IcsZones& zones_;
  const IcsZone* beside_;
  ProblemSink& problems_;
  bool told_ = false;
};

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
                                     ProblemSink& problems, const IcsZone* beside) {
  return MomentReader(property, zones, beside, problems).read_moment(0, property.value);
}

std::optional<std::vector<IcsPeriod>> read_periods(const PropertyLine& property, IcsZones& zones,
                                                   ProblemSink& problems, const IcsZone* beside) {
  MomentReader reader(property, zones, beside, problems);
  const std::string_view values = property.value;
  std::vector<IcsPeriod> periods;
  for (std::size_t start = 0; start <= values.size();) {
    const std::size_t end = std::min(values.find(',', start), values.size());
    const auto period = reader.read_period(start, values.substr(start, end - start));
    if (!period) return std::nullopt;
    periods.push_back(*period);
    start = end + 1;
  }
  return periods;
}

std::string publish_time(const PropertyLine& property, const IcsMoment& moment) {
  const std::string line = with_value(property, format_ics_date(moment.date));
  if (!moment.has_time())
    return with_parameter_in(with_parameter_in(line, "TZID", ""), "VALUE", "DATE");
  const bool names_utc = moment.zone.is_utc() && !moment.date.utc;
  return with_parameter_in(names_utc ? line + 'Z' : line, "TZID", moment.zone.name);
}

std::string publish_times(const PropertyLine& property, const std::vector<IcsPeriod>& moments) {
  std::string lines;
  for (const IcsPeriod& moment : moments)
    lines += (lines.empty() ? "" : "\n") + publish_time(property, moment.start);
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
