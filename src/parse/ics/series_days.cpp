#include "parse/ics/series_days.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace almanach {
namespace {

/// What a date names: a day all starts of it, a time itself.
struct Named {
  WallTime local;
  bool whole_day = false;

  bool holds(WallTime start) const {
    return local == start || (whole_day && Day(local) == Day(start));
  }
};

}  // namespace

void SeriesDays::add(const IcsOwnDay& day) {
  const auto place =
      std::lower_bound(days_.begin(), days_.end(), day.start,
                       [](const IcsOwnDay& one, WallTime start) { return one.start < start; });
  const bool repeated = place != days_.end() && place->start == day.start;
  const bool is_first = !has_rule_ && day.start == first_;
  if (!repeated && !is_first) days_.insert(place, day);
}

Day SeriesDays::last() const {
  return days_.empty() ? Day(first_) : std::max(Day(first_), Day(days_.back().start));
}

void SeriesDays::set_named(OccurrenceStarts named) {
  named_ = std::move(named);
  std::erase_if(days_, [&](const IcsOwnDay& day) {
    const std::vector<WallTime> of_day = named_.on(Day(day.start));
    return std::any_of(of_day.begin(), of_day.end(), [&](WallTime start) {
      return start == day.start || zone_.place(start).instant == zone_.place(day.start).instant;
    });
  });
}

bool SeriesDays::take_change(const NamedDate& date, std::size_t change) {
  const Named named = {local_time(date.date, zone_), date.is_day()};
  if (named.whole_day && is_named_on(Day(named.local))) return false;
  const auto found = std::find_if(days_.begin(), days_.end(),
                                  [&](const IcsOwnDay& day) { return named.holds(day.start); });
  if (found != days_.end()) {
    found->change = change;
    return true;
  }
  if (has_rule_ || !named.holds(first_)) return false;
  told_by_ = change;
  return true;
}

bool SeriesDays::except(const NamedDate& date, std::vector<std::size_t>& left_aside) {
  const Named named = {local_time(date.date, zone_), date.is_day()};
  bool found = !has_rule_ && named.holds(first_);
  first_is_excepted_ = first_is_excepted_ || found;
  std::erase_if(days_, [&](const IcsOwnDay& day) {
    if (!named.holds(day.start)) return false;
    found = true;
    if (day.change) left_aside.push_back(*day.change);
    return true;
  });
  return found && !(named.whole_day && is_named_on(Day(named.local)));
}

bool SeriesDays::is_emptied(const std::vector<NamedDate>& except) const {
  if (!has_rule_) return first_is_excepted_;
  if (named_.endless || named_.starts.empty()) return false;
  std::set<WallTime> times;
  std::set<Day> days;
  for (const NamedDate& date : except) {
    const WallTime local = local_time(date.date, zone_);
    times.insert(local);
    if (date.is_day()) days.insert(Day(local));
  }
  return std::all_of(named_.starts.begin(), named_.starts.end(), [&](WallTime start) {
    return times.count(start) != 0 || days.count(Day(start)) != 0;
  });
}

}  // namespace almanach
