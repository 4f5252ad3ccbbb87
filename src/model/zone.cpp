#include "model/zone.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "model/zone_data.hpp"

namespace almanach {
namespace {

absl::Time to_absl(Instant instant) {
  return absl::FromUnixSeconds(instant.time_since_epoch().count());
}

Instant from_absl(absl::Time time) {
  return Instant(std::chrono::seconds(absl::ToUnixSeconds(time)));
}

}  // namespace

Zone::Zone() : name_("UTC"), zone_(absl::UTCTimeZone()) {}

Zone::Zone(std::string name, absl::TimeZone zone) : name_(std::move(name)), zone_(zone) {}

std::optional<Zone> Zone::find(std::string_view name) {
  if (name == "UTC") return Zone();
  if (auto found = zone_data()->find(name)) return Zone(std::move(found->name), found->zone);
  return std::nullopt;
}

Zone Zone::present() const {
  return find(name_).value_or(*this);
}

WallTime Zone::wall_time(Instant instant) const {
  return zone_.At(to_absl(instant)).cs;
}

Placement Zone::place(WallTime wall) const {
  const absl::TimeZone::TimeInfo info = zone_.At(wall);
  switch (info.kind) {
    case absl::TimeZone::TimeInfo::UNIQUE:
      break;
    case absl::TimeZone::TimeInfo::SKIPPED:
      return {Placement::Kind::skipped, from_absl(info.pre), from_absl(info.pre)};
    case absl::TimeZone::TimeInfo::REPEATED:
      return {Placement::Kind::repeated, from_absl(info.pre), from_absl(info.post)};
  }
  return {Placement::Kind::unique, from_absl(info.pre), from_absl(info.pre)};
}

ZoneState Zone::state(Instant instant) const {
  const absl::TimeZone::CivilInfo info = zone_.At(to_absl(instant));
  return {Offset(info.offset), info.is_dst, info.zone_abbr};
}

std::optional<Instant> Zone::next_change(Instant instant) const {
  absl::TimeZone::CivilTransition transition;
  if (!zone_.NextTransition(to_absl(instant), &transition)) return std::nullopt;
  // The earlier of the two readings is the one skipped or repeated, so only its `trans` is the
  // change.
  return from_absl(zone_.At(std::min(transition.from, transition.to)).trans);
}

}  // namespace almanach
