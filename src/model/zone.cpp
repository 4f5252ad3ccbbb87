#include "model/zone.hpp"

#include <absl/strings/ascii.h>
#include <sys/stat.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <mutex>
#include <set>
#include <string>
#include <utility>

namespace almanach {
namespace {

absl::Time to_absl(Instant instant) {
  return absl::FromUnixSeconds(instant.time_since_epoch().count());
}

Instant from_absl(absl::Time time) {
  return Instant(std::chrono::seconds(absl::ToUnixSeconds(time)));
}

// Kept from absl: paths out of the zone data's folder, its own "libc:" and "Fixed/UTC+01:00:00".
bool is_zone_name(std::string_view name) {
  constexpr std::size_t longest = 60;
  const auto is_letter = [](char c) { return absl::ascii_isalpha(static_cast<unsigned char>(c)); };
  const auto is_digit = [](char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); };
  if (name.empty() || name.size() > longest || name.front() < 'A' || name.front() > 'Z')
    return false;
  if (name.substr(0, 6) == "Fixed/") return false;
  char before = '/';
  for (const char c : name) {
    const bool inside = is_digit(c) || c == '_' || c == '+' || c == '-' || c == '/';
    if (!is_letter(c) && (before == '/' || !inside)) return false;
    before = c;
  }
  return before != '/';
}

/// Whether the zone data has a file of that name. absl keeps every name that it is asked for, for
/// ever, so that it is asked for none that there is not. What has been found once is not looked for
/// again.
bool has_zone_file(std::string_view name) {
  static std::mutex mutex;
  static std::set<std::string, std::less<>> known;
  {
    const std::lock_guard lock(mutex);
    if (known.count(name) != 0) return true;
  }
  const char* directory = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): never set here
  std::string path = directory != nullptr ? directory : "/usr/share/zoneinfo";
  path.append("/").append(name);
  struct stat status{};
  if (stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return false;
  const std::lock_guard lock(mutex);
  known.emplace(name);
  return true;
}

}  // namespace

Zone::Zone() : name_("UTC"), zone_(absl::UTCTimeZone()) {}

Zone::Zone(std::string name, absl::TimeZone zone) : name_(std::move(name)), zone_(zone) {}

std::optional<Zone> Zone::find(std::string_view name) {
  if (name == "UTC") return Zone();
  if (!is_zone_name(name) || !has_zone_file(name)) return std::nullopt;
  absl::TimeZone zone;
  if (!absl::LoadTimeZone(std::string(name), &zone)) return std::nullopt;
  return Zone(std::string(name), zone);
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
