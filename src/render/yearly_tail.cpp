#include "render/yearly_tail.hpp"

#include <map>
#include <mutex>
#include <string>

namespace almanach {
namespace {

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
    if (!has_later && changes[index].wall.year() != kLastYearOfZones) break;
    if (!finders[index % 2].take(Day(changes[index].wall))) break;
    start = index;
  }
  // In 12 years each date has been each day of the week: a rule that fails in some years has failed
  // by then.
  constexpr std::size_t changes_in_12_years = 24;
  if (changes.size() - start < changes_in_12_years) return std::nullopt;
  return YearlyTail{start, {*finders[start % 2].rule(), *finders[(start + 1) % 2].rule()}};
}

}  // namespace

std::optional<YearlyTail> yearly_tail(const Zone& zone) {
  static std::mutex mutex;
  static std::map<std::string, std::optional<YearlyTail>> known;
  const std::vector<ZoneChange>& changes = zone_changes(zone);
  const std::lock_guard lock(mutex);
  const std::string edition = zone.edition();
  auto found = known.find(edition);
  if (found == known.end()) found = known.emplace(edition, find_tail(changes)).first;
  return found->second;
}

}  // namespace almanach
