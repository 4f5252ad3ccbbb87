#include "parse/ics/zones.hpp"

#include <fmt/format.h>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "model/zone_names.hpp"

namespace almanach {
namespace {

IcsZone of_system(const Zone& zone) {
  return {zone == Zone() ? "" : zone.name(), zone, nullptr};
}

/// The zone whose name ends a path: "/citadel.org/20210210_1/Europe/Paris".
std::optional<Zone> find_at_end(std::string_view path) {
  for (std::size_t slash = path.find('/'); slash != std::string_view::npos;
       slash = path.find('/', slash + 1)) {
    const std::string_view end = path.substr(slash + 1);
    if (end.find('/') == std::string_view::npos) break;
    if (auto zone = Zone::find(end)) return zone;
  }
  return std::nullopt;
}

}  // namespace

Instant IcsZone::place(WallTime wall) const {
  return own ? own->place(wall) : zone.place(wall).instant;
}

WallTime IcsZone::wall_time(Instant instant) const {
  return own ? own->wall_time(instant) : zone.wall_time(instant);
}

IcsZones::IcsZones(const CalendarComponent& calendar, const ParseContext& context,
                   ProblemSink& problems)
    : context_(context), problems_(problems), own_name_(calendar.find("X-WR-TIMEZONE")) {
  for (const CalendarComponent& component : calendar.components) {
    if (component.name != "VTIMEZONE") continue;
    const PropertyLine* name = component.find("TZID");
    if (name != nullptr && name->value.size() <= kLongestLine)
      described_.emplace(trim(unescape_text(name->value)), &component);
  }
}

std::optional<IcsZone> IcsZones::find(const PropertyLine& property) {
  const std::string name(trim(property.parameter("TZID")));
  if (name.empty()) return find_floating(property);
  const auto known = known_.find(name);
  if (known != known_.end()) return known->second;
  const Position position = property.position_of(property.parameter("TZID"));
  auto zone = look_up(name);
  if (!zone && described_.count(name) == 0) {
    const std::string& meant = guess_zone(name, context_.work);
    problems_.error(position,
                    fmt::format("\"{}\" is no time zone of this system, and no VTIMEZONE of the "
                                "file describes it",
                                name),
                    meant.empty() ? "write TZID=Europe/Paris, or another name of the IANA time "
                                    "zone database"
                                  : fmt::format("did you mean \"{}\"?", meant));
    return std::nullopt;  // told at each event that names it
  }
  if (!zone)
    problems_.error(position, fmt::format("the VTIMEZONE of \"{}\" describes no zone", name), "");
  return zone;
}

std::optional<IcsZone> IcsZones::look_up(std::string_view name) {
  const std::string trimmed(trim(name));
  const auto known = known_.find(trimmed);
  if (known != known_.end()) return known->second;
  auto zone = find(std::string_view(trimmed));
  if (zone || described_.count(trimmed) != 0) known_.emplace(trimmed, zone);
  return zone;
}

/// RFC 5545 section 3.3.5 leaves it to the reader; the exporter's own zone is what was meant.
IcsZone IcsZones::find_floating(const PropertyLine& property) {
  if (floating_) return *floating_;
  const std::string name =
      own_name_ == nullptr ? "" : std::string(trim(unescape_text(own_name_->value)));
  floating_ = name.empty() ? std::nullopt : look_up(name);
  if (floating_) return *floating_;
  floating_ = of_system(context_.feed.zone);
  problems_.warn(
      property.value_position(),
      name.empty()
          ? fmt::format("times without a zone are taken as those of {}", context_.feed.zone.name())
          : fmt::format("nobody knows the zone \"{}\" of X-WR-TIMEZONE: times without a "
                        "zone are taken as those of {}",
                        name, context_.feed.zone.name()),
      "write X-WR-TIMEZONE:Europe/Paris behind BEGIN:VCALENDAR, or TZID in each time");
  return *floating_;
}

std::shared_ptr<const OwnZone> IcsZones::find_own(std::string_view name) const {
  const auto known = known_.find(name);
  return known != known_.end() && known->second ? known->second->own : nullptr;
}

std::optional<IcsZone> IcsZones::find(std::string_view name) {
  if (const auto zone = Zone::find(name)) return of_system(*zone);
  if (const auto zone = find_at_end(name)) return of_system(*zone);
  if (const auto zone = Zone::find(find_windows_zone_name(name))) return of_system(*zone);
  return read_own(std::string(name));
}

std::optional<IcsZone> IcsZones::read_own(const std::string& name) {
  const auto described = described_.find(name);
  if (described == described_.end()) return std::nullopt;
  auto own = OwnZone::read(*described->second, context_.work.budget(), problems_);
  if (!own) return std::nullopt;
  return IcsZone{name, Zone(), std::make_shared<const OwnZone>(*std::move(own))};
}

}  // namespace almanach
