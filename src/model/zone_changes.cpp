#include "model/zone_changes.hpp"

#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <string>

namespace almanach {
namespace {

using namespace std::chrono_literals;

// Clocks went by the sun before, and the zone data says nothing of it.
constexpr Instant history_start = std::chrono::sys_days{1800y / 1 / 1};
constexpr Instant history_end =
    std::chrono::sys_days{std::chrono::year(kLastYearOfZones + 1) / 1 / 1};

std::vector<ZoneChange> trace(const Zone& zone) {
  std::vector<ZoneChange> changes;
  Offset from = zone.state(history_start).offset;
  for (std::optional<Instant> at = zone.next_change(history_start); at && *at < history_end;
       at = zone.next_change(*at)) {
    const ZoneState to = zone.state(*at);
    changes.push_back({*at, from, to, Zone().wall_time(*at + from)});
    from = to.offset;
  }
  return changes;
}

}  // namespace

const std::vector<ZoneChange>& zone_changes(const Zone& zone) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<ZoneChange>> known;  // its nodes stay where they are
  const std::lock_guard lock(mutex);
  const std::string edition = zone.edition();
  auto found = known.find(edition);
  if (found == known.end()) found = known.emplace(edition, trace(zone)).first;
  return found->second;
}

}  // namespace almanach
