#include "render/html/poster_dates.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace almanach {
namespace {

/// Lines of one event, while others wait.
constexpr std::size_t kMostOfOne = 3;
/// How many dates are looked at, first and at most; each further look goes so many times as far.
constexpr std::size_t kFirstLook = kEntriesOnPage;
constexpr std::size_t kLastLook = 3200;
constexpr std::size_t kFurther = 8;

bool takes_place(EventStatus status) {
  return status == EventStatus::confirmed;
}

/// What of `entries` goes on the sheet, by their places in it.
struct Choice {
  std::set<std::size_t> places;
  bool is_shared = false;  ///< the sheet is full, and no event has more than its share
};

Choice share_out(const std::vector<AgendaEntry>& entries, std::size_t most) {
  Choice choice;
  std::map<const RevisedEvent*, std::size_t> lines;
  for (std::size_t i = 0; i < entries.size() && choice.places.size() < most; ++i) {
    std::size_t& of_event = lines[entries[i].listed.revised];
    if (of_event == kMostOfOne) continue;
    ++of_event;
    choice.places.insert(i);
  }
  choice.is_shared = choice.places.size() == most;
  for (std::size_t i = 0; i < entries.size() && choice.places.size() < most; ++i)
    choice.places.insert(i);
  return choice;
}

/// Whether an event may still take place that none of `entries` is of.
bool is_any_unseen(const std::vector<ListedEvent>& events, Instant from,
                   const std::vector<AgendaEntry>& entries) {
  std::set<const RevisedEvent*> seen;
  for (const AgendaEntry& entry : entries) seen.insert(entry.listed.revised);
  return std::any_of(events.begin(), events.end(), [&](const ListedEvent& listed) {
    return covered_time(listed.event()).end > from && seen.count(listed.revised) == 0;
  });
}

}  // namespace

PosterDates next_poster_dates(const std::vector<ListedEvent>& events, Instant from,
                              std::size_t most, WorkBudget* work) {
  std::vector<ListedEvent> on;
  std::copy_if(events.begin(), events.end(), std::back_inserter(on), [](const ListedEvent& listed) {
    return !listed.revised->cancelled_as_missing && takes_place(listed.event().status);
  });
  for (std::size_t look = kFirstLook;; look = std::min(look * kFurther, kLastLook)) {
    AgendaSlice slice = upcoming_slice(on, from, 1, kNoEnd, look, work);
    const bool all_seen = !slice.has_more || !is_any_unseen(on, from, slice.entries);
    // Single dates of a series may be off, too.
    std::vector<AgendaEntry>& entries = slice.entries;
    entries.erase(
        std::remove_if(entries.begin(), entries.end(),
                       [](const AgendaEntry& entry) { return !takes_place(entry.status()); }),
        entries.end());
    const Choice choice = share_out(entries, most);
    const bool is_full = choice.places.size() == most;
    const bool is_done = !slice.has_more || choice.is_shared || (is_full && all_seen);
    if (!is_done && look < kLastLook) continue;
    PosterDates next;
    for (const std::size_t place : choice.places) next.dates.push_back(entries[place]);
    next.more = entries.size() > next.dates.size();
    return next;
  }
}

}  // namespace almanach
