#include "model/zone.hpp"

#include <algorithm>
#include <map>
#include <mutex>
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

Zone::Zone() {
  static const Known utc{"UTC", absl::UTCTimeZone()};
  known_ = &utc;
}

const Zone::Known& Zone::know(std::string name, absl::TimeZone rules) {
  static std::mutex mutex;
  static std::map<std::pair<std::string, std::string>, Known> by_name_and_edition;
  const std::lock_guard lock(mutex);
  const auto [place, is_new] = by_name_and_edition.try_emplace({name, rules.name()});
  if (is_new) place->second = {std::move(name), rules};
  return place->second;
}

std::optional<Zone> Zone::find(std::string_view name) {
  if (name == "UTC") return Zone();
  if (auto found = zone_data()->find(name)) return Zone(know(std::move(found->name), found->zone));
  return std::nullopt;
}

Zone Zone::present() const {
  return find(name()).value_or(*this);
}

WallTime Zone::wall_time(Instant instant) const {
  return known_->rules.At(to_absl(instant)).cs;
}

Placement Zone::place(WallTime wall) const {
  const absl::TimeZone::TimeInfo info = known_->rules.At(wall);
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
  const absl::TimeZone::CivilInfo info = known_->rules.At(to_absl(instant));
  return {Offset(info.offset), info.is_dst, info.zone_abbr};
}

std::optional<Instant> Zone::next_change(Instant instant) const {
  absl::TimeZone::CivilTransition transition;
  if (!known_->rules.NextTransition(to_absl(instant), &transition)) return std::nullopt;
  // The earlier of the two readings is the one skipped or repeated, so only its `trans` is the
  // change.
  return from_absl(known_->rules.At(std::min(transition.from, transition.to)).trans);
}

}  // namespace almanach
