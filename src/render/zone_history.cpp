#include "render/zone_history.hpp"

#include <map>
#include <mutex>
#include <string>

namespace almanach {
namespace {

using namespace std::chrono_literals;

// Clocks went by the sun before, and the zone data says nothing of it.
constexpr Instant history_start = std::chrono::sys_days{1800y / 1 / 1};
constexpr int last_year = 2100;
constexpr Instant history_end = std::chrono::sys_days{std::chrono::year(last_year + 1) / 1 / 1};

std::vector<ZoneChange> trace_changes(const Zone& zone) {
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

bool is_a_year_before(const ZoneChange& change, const ZoneChange& later) {
  return change.same_kind(later) && change.wall.year() + 1 == later.wall.year() &&
         change.wall - WallTime(Day(change.wall)) == later.wall - WallTime(Day(later.wall));
}

std::optional<YearlyTail> find_tail(const std::vector<ZoneChange>& changes) {
  std::array<YearlyRuleFinder, 2> finders;  // of changes with an even index, an odd one
  std::size_t start = changes.size();
  while (start > 0) {
    const std::size_t index = start - 1;
    const bool has_later = index + 2 < changes.size();
    if (has_later && !is_a_year_before(changes[index], changes[index + 2])) break;
    if (!has_later && changes[index].wall.year() != last_year) break;
    if (!finders[index % 2].take(Day(changes[index].wall))) break;
    start = index;
  }
  // In 12 years each date has been each day of the week: a rule that fails in some years has failed
  // by then.
  constexpr std::size_t changes_in_12_years = 24;
  if (changes.size() - start < changes_in_12_years) return std::nullopt;
  return YearlyTail{start, {*finders[start % 2].rule(), *finders[(start + 1) % 2].rule()}};
}

ZoneHistory trace(const Zone& zone) {
  ZoneHistory history;
  history.changes = trace_changes(zone);
  history.tail = find_tail(history.changes);
  return history;
}

}  // namespace

const ZoneHistory& zone_history(const Zone& zone) {
  static std::mutex mutex;
  static std::map<std::string, ZoneHistory> histories;  // its nodes stay where they are
  const std::lock_guard lock(mutex);
  auto found = histories.find(zone.name());
  if (found == histories.end()) found = histories.emplace(zone.name(), trace(zone)).first;
  return found->second;
}

}  // namespace almanach
