#include "parse/recurrence/set.hpp"

#include <algorithm>

#include "model/rule_walk.hpp"

namespace almanach {

bool OccurrenceStarts::holds(WallTime start) const {
  return std::binary_search(starts.begin(), starts.end(), start);
}

std::vector<WallTime> OccurrenceStarts::on(Day day) const {
  const auto first = std::lower_bound(starts.begin(), starts.end(), WallTime(day));
  const auto last = std::lower_bound(first, starts.end(), WallTime(day + 1));
  return {first, last};
}

std::string OccurrenceStarts::neighbours(WallTime start, const RecurrenceFrame& frame) const {
  const auto after = std::lower_bound(starts.begin(), starts.end(), start);
  std::string text;
  if (after != starts.begin()) text = format_start(*(after - 1), frame);
  if (after != starts.end()) text += (text.empty() ? "" : " and ") + format_start(*after, frame);
  return text;
}

std::optional<OccurrenceStarts> list_starts(const RecurrenceRule& rule,
                                            const RecurrenceFrame& frame, Day last_day,
                                            WorkBudget& work) {
  constexpr std::size_t kEnough = 2;  // to tell a repetition from a single event
  OccurrenceStarts found;
  found.endless = !rule.count && !rule.until;
  RuleWalk walk(rule, frame.zone, frame.start, &work, frame.whole_days());
  while (const auto start = walk.next_named()) {
    if (!walk.exists(*start)) {
      found.missing.push_back(*start);
      continue;
    }
    found.starts.push_back(*start);
    if (found.starts.size() > kMostOccurrences) return std::nullopt;
    if (found.endless && Day(*start) > last_day && found.starts.size() >= kEnough) return found;
  }
  return found;
}

std::optional<WallTime> find_start(const OccurrenceStarts& starts, const NamedDate& date,
                                   const Zone& zone) {
  const WallTime local = local_time(date.date, zone);
  if (starts.holds(local)) return local;
  if (!date.is_day()) return std::nullopt;
  const std::vector<WallTime> of_day = starts.on(Day(local));
  return of_day.size() == 1 ? std::optional(of_day.front()) : std::nullopt;
}

}  // namespace almanach
