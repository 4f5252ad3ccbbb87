#include "publish/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace almanach {
namespace {

/// For what stands around the events: head, zones.
constexpr std::uint64_t kFrame = 4'096;

absl::CivilMonth month_of(const Zone& zone, Instant instant) {
  return absl::CivilMonth(zone.wall_time(instant));
}

}  // namespace

Cut cut_to_budget(std::vector<const PublishedEvent*>& events, std::uint64_t budget,
                  const Zone& zone, Instant now) {
  Cut cut;
  std::uint64_t size = kFrame;
  for (const PublishedEvent* event : events) size += event->size;
  if (budget == 0 || size <= budget) return cut;

  const absl::CivilMonth present = month_of(zone, now);
  std::map<absl::CivilMonth, std::vector<const PublishedEvent*>> past;
  std::uint64_t smallest = size;
  for (const PublishedEvent* event : events) {
    const absl::CivilMonth month = month_of(zone, event->time.start);
    if (event->time.end > now || month >= present) continue;
    past[month].push_back(event);
    smallest -= event->size;
  }
  if (smallest > budget) {
    cut.over_budget = true;
    return cut;
  }
  std::set<const PublishedEvent*> leaving;
  for (auto month = past.begin(); size > budget; ++month) {
    for (const PublishedEvent* event : month->second) {
      size -= event->size;
      leaving.insert(event);
    }
    cut.from = Day(month->first + 1);
  }
  cut.left_out = leaving.size();
  std::erase_if(events, [&](const PublishedEvent* event) { return leaving.count(event) != 0; });
  return cut;
}

Instant next_cut(const Zone& zone, Instant now) {
  return zone.place(WallTime(month_of(zone, now) + 1)).instant;
}

Instant date_cut(Instant modified, const Cut& cut, const Zone& zone, Instant now) {
  if (cut.left_out == 0) return modified;
  return std::max(modified, zone.place(WallTime(month_of(zone, now))).instant);
}

void add_cut(CalendarInfo& info, const Cut& cut, std::string_view language) {
  if (cut.left_out == 0) return;
  const bool french = language.substr(0, 2) == "fr";
  if (!info.description.empty()) info.description += '\n';
  info.description +=
      french ? fmt::format(
                   "{} événements d’avant le {:02}/{:02}/{} n’y sont pas ; ils sont dans "
                   "{}?past=all",
                   cut.left_out, cut.from.day(), cut.from.month(), cut.from.year(), info.source)
             : fmt::format("{} events of before {} are not in here; they are in {}?past=all",
                           cut.left_out, format_day(cut.from), info.source);
}

std::string summarize_cut(const Cut& cut) {
  if (cut.left_out == 0) return {};
  return fmt::format("{} events before {}", cut.left_out, format_day(cut.from));
}

void report_cut(const std::string& file, const std::string& name, const Cut& cut,
                Problems& problems) {
  if (cut.left_out > 0) {
    problems.push_back(
        {Severity::warning, file, 0, 0,
         fmt::format("{} is over feed_budget: {} are left out", name, summarize_cut(cut)),
         "subscribers find them with ?past=all; archive old events, or raise "
         "feed_budget (Google drops calendars of over about 1 MB)"});
  }
  if (cut.over_budget) {
    problems.push_back({Severity::warning, file, 0, 0,
                        fmt::format("{} is over feed_budget with its events to come alone: it is "
                                    "served whole",
                                    name),
                        "split the folder into several feeds (Google drops calendars of over "
                        "about 1 MB)"});
  }
}

}  // namespace almanach
