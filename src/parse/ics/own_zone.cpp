#include "parse/ics/own_zone.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/content_limits.hpp"
#include "base/ical.hpp"
#include "base/text.hpp"
#include "model/rule_walk.hpp"
#include "model/zone_data.hpp"
#include "parse/ics/values.hpp"
#include "parse/recurrence/text.hpp"

namespace almanach {
namespace {

/// More are no zone of this world, whose clocks change some two hundred times in a century.
constexpr std::size_t kMostOnsets = 3'000;
constexpr std::size_t kMostMonthDays = 7;

/// An observance's instants from which it holds.
struct Observance {
  std::vector<Instant> onsets;
  Offset before{};
  Offset offset{};
};

class ObservanceReader {
 public:
  ObservanceReader(const CalendarComponent& component, WorkBudget& work, ProblemSink& problems)
      : component_(component), work_(work), problems_(problems) {}

  std::optional<Observance> read() {
    const auto before = read_offset("TZOFFSETFROM");
    const auto offset = read_offset("TZOFFSETTO");
    const auto start = read_start();
    if (!before || !offset || !start) return std::nullopt;
    observance_.before = *before;
    observance_.offset = *offset;
    add(*start);
    for (const PropertyLine& property : component_.properties) {
      if (property.is("RRULE") && !add_rule(property, *start)) return std::nullopt;
      if (property.is("RDATE") && !add_dates(property)) return std::nullopt;
    }
    return std::move(observance_);
  }

 private:
  bool refuse(Position position, std::string message) {
    problems_.error(position, std::move(message),
                    "write the times in a zone of the IANA database, such as TZID=Europe/Paris, "
                    "which needs no VTIMEZONE");
    return false;
  }

  const PropertyLine* require(std::string_view name) {
    const PropertyLine* property = component_.find(name);
    if (property == nullptr)
      refuse(component_.position, fmt::format("{} without {}", component_.name, name));
    return property;
  }

  std::optional<Offset> read_offset(std::string_view name) {
    const PropertyLine* property = require(name);
    if (property == nullptr) return std::nullopt;
    const auto offset = read_ics_offset(property->value);
    if (!offset) {
      refuse(property->value_position(),
             fmt::format("{}: \"{}\" is no offset such as +0100", name, property->value));
    }
    return offset;
  }

  std::optional<WallTime> read_start() {
    const PropertyLine* property = require("DTSTART");
    if (property == nullptr) return std::nullopt;
    const auto date = read_ics_date(property->value);
    if (!date) {
      refuse(property->value_position(),
             fmt::format("DTSTART: \"{}\" is no time", property->value));
    }
    return date ? std::optional(date->wall) : std::nullopt;
  }

  /// By the clock as it was before.
  void add(WallTime onset) {
    observance_.onsets.push_back(Zone().place(onset).instant - observance_.before);
  }

  bool add_rule(const PropertyLine& property, WallTime start) {
    YamlNode node;
    node.kind = YamlNode::Kind::scalar;
    node.scalar = std::string(property.value);
    node.position = property.value_position();
    const Zone utc;
    const Instant instant = utc.place(start).instant;
    const Span span = TimeSpan{instant, instant + std::chrono::seconds(1)};
    auto rule = read_rule_text(node, {utc, span, start, true}, problems_);
    if (!rule) return false;
    const bool yearly = rule->frequency == Frequency::yearly && rule->months.size() <= 1 &&
                        rule->weekdays.size() <= 1 && rule->month_days.size() <= kMostMonthDays &&
                        rule->year_days.empty() && rule->week_numbers.empty() &&
                        rule->hours.empty() && rule->minutes.empty() && rule->seconds.empty();
    if (!yearly)
      return refuse(node.position, "a clock that is changed by such a rule is none of this world");
    // Its end is told in UTC, the walk is by the clock.
    if (rule->until) *rule->until += observance_.before;
    RuleWalk walk(*rule, utc, start, &work_);
    while (const auto onset = walk.next()) {
      add(*onset);
      if (observance_.onsets.size() > kMostOnsets)
        return refuse(node.position, "the clock is changed too often");
    }
    return true;
  }

  bool add_dates(const PropertyLine& property) {
    std::string_view rest = property.value;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      const auto date = read_ics_date(rest.substr(0, comma));
      if (!date) return refuse(property.value_position(), "RDATE: this is no list of times");
      if (observance_.onsets.size() > kMostOnsets)
        return refuse(property.value_position(), "the clock is changed too often");
      add(date->wall);
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return true;
  }

  const CalendarComponent& component_;
  WorkBudget& work_;
  ProblemSink& problems_;
  Observance observance_;
};

/// A list of dates that was read before, as times by the clock.
std::string write_times(std::string_view value) {
  std::string times;
  for (const std::string_view one : split_texts(value, ',')) {
    const auto date = read_ics_date(one);
    if (!date) continue;
    times += times.empty() ? "" : ",";
    times += format_ics_date({date->wall, true, false});
  }
  return times;
}

/// What tells the clock, without its parameters: nothing else is of use to a reader. Empty for
/// other properties and for what libical does not read.
std::string write_property(const PropertyLine& property) {
  constexpr std::array<std::string_view, 8> kKept = {"TZID",         "X-LIC-LOCATION", "DTSTART",
                                                     "TZOFFSETFROM", "TZOFFSETTO",     "RRULE",
                                                     "RDATE",        "TZNAME"};
  const bool kept = std::any_of(kKept.begin(), kKept.end(),
                                [&](std::string_view name) { return property.is(name); });
  if (!kept || property.value.size() > kLongestLine) return {};
  const bool times = property.is("DTSTART") || property.is("RDATE");
  std::string line = std::string(property.name) + ':' +
                     (times ? write_times(property.value) : std::string(trim(property.value)));
  return is_ical_property(line) ? line + '\n' : std::string();
}

void write_component(const CalendarComponent& component, std::string& text) {
  text += "BEGIN:" + component.name + '\n';
  for (const PropertyLine& property : component.properties) text += write_property(property);
  for (const CalendarComponent& inner : component.components) write_component(inner, text);
  text += "END:" + component.name + '\n';
}

bool is_observance(const CalendarComponent& component) {
  return component.name == "STANDARD" || component.name == "DAYLIGHT";
}

}  // namespace

std::optional<OwnZone> OwnZone::read(const CalendarComponent& component, WorkBudget& work,
                                     ProblemSink& problems) {
  CalendarComponent kept;
  kept.name = component.name;
  kept.properties = component.properties;
  OwnZone zone;
  std::optional<Instant> earliest;
  bool faulty = component.faulty;
  for (const CalendarComponent& inner : component.components) {
    if (!is_observance(inner)) continue;
    const auto observance = ObservanceReader(inner, work, problems).read();
    faulty = faulty || inner.faulty || !observance;
    if (faulty) continue;
    kept.components.push_back(inner);
    kept.components.back().components.clear();
    for (const Instant onset : observance->onsets)
      zone.onsets_.emplace_back(onset, observance->offset);
    if (!earliest || observance->onsets.front() < *earliest) {
      earliest = observance->onsets.front();
      zone.first_ = observance->before;
    }
  }
  if (faulty) return std::nullopt;
  if (zone.onsets_.empty()) {
    problems.error(component.position, "VTIMEZONE without STANDARD or DAYLIGHT",
                   "write the times in a zone of the IANA database, such as TZID=Europe/Paris");
    return std::nullopt;
  }
  std::sort(zone.onsets_.begin(), zone.onsets_.end());
  write_component(kept, zone.text_);
  return zone;
}

Offset OwnZone::offset_at(Instant instant) const {
  const auto after =
      std::upper_bound(onsets_.begin(), onsets_.end(), instant,
                       [](Instant wanted, const auto& onset) { return wanted < onset.first; });
  return after == onsets_.begin() ? first_ : (after - 1)->second;
}

Instant OwnZone::place(WallTime wall) const {
  constexpr std::chrono::hours kDay{24};
  const Instant as_utc = Zone().place(wall).instant;
  const Offset before = offset_at(as_utc - kDay);
  const Offset after = offset_at(as_utc + kDay);
  if (offset_at(as_utc - before) == before) return as_utc - before;
  if (offset_at(as_utc - after) == after) return as_utc - after;
  return as_utc - before;
}

WallTime OwnZone::wall_time(Instant instant) const {
  return Zone().wall_time(instant + offset_at(instant));
}

std::optional<Zone> OwnZone::find_twin(Instant from, Instant to, const Zone& preferred,
                                       WorkBudget& work) const {
  constexpr std::uint64_t kSteps = 100;  // to look through all zones
  if (is_like(preferred, from, to)) return preferred;
  work.spend(kSteps);
  const std::shared_ptr<const ZoneData> data = zone_data();
  for (const std::string& name : data->names()) {
    const auto zone = Zone::find(name);
    if (zone && is_like(*zone, from, to)) return zone;
  }
  return std::nullopt;
}

bool OwnZone::is_like(const Zone& zone, Instant from, Instant to) const {
  if (zone.state(from).offset != offset_at(from)) return false;
  auto onset = std::upper_bound(onsets_.begin(), onsets_.end(), from,
                                [](Instant wanted, const auto& one) { return wanted < one.first; });
  Instant change = from;
  for (Offset offset = offset_at(from);;) {
    while (onset != onsets_.end() && onset->second == offset) ++onset;
    // The next change of the other's clock.
    std::optional<Instant> next = zone.next_change(change);
    while (next && *next <= to && zone.state(*next).offset == offset)
      next = zone.next_change(*next);
    const bool ends = onset == onsets_.end() || onset->first > to;
    if (ends || !next || *next > to) return ends && (!next || *next > to);
    if (*next != onset->first || zone.state(*next).offset != onset->second) return false;
    offset = onset->second;
    change = *next;
  }
}

}  // namespace almanach
