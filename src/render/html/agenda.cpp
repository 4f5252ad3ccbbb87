#include "render/html/agenda.hpp"

#include <algorithm>
#include <chrono>

#include "model/occurrences.hpp"

namespace almanach {
namespace {

/// How far the first look goes; each further one goes so many times as far.
constexpr std::chrono::hours kFirstReach{24 * 62};
constexpr int kFurther = 6;

bool starts_before(const AgendaEntry& a, const AgendaEntry& b) {
  if (a.covered.start != b.covered.start) return a.covered.start < b.covered.start;
  if (a.covered.end != b.covered.end) return a.covered.end < b.covered.end;
  return a.listed.revised->slug < b.listed.revised->slug;
}

/// The entries of one page out of those of all pages so far.
AgendaSlice cut_page(std::vector<AgendaEntry> entries, int page, std::size_t size) {
  const std::size_t first = std::min(static_cast<std::size_t>(page - 1) * size, entries.size());
  const std::size_t last = std::min(first + size, entries.size());
  AgendaSlice slice;
  slice.has_more = entries.size() > last && page < kMostPages;
  entries.resize(last);
  slice.entries.assign(entries.begin() + static_cast<std::ptrdiff_t>(first), entries.end());
  return slice;
}

}  // namespace

const std::string& AgendaEntry::title() const {
  return change != nullptr && change->title ? *change->title : listed.event().title;
}

const std::string& AgendaEntry::location() const {
  return change != nullptr && change->location ? *change->location : listed.event().location;
}

EventStatus AgendaEntry::status() const {
  const Event& event = listed.event();
  if (listed.revised->cancelled_as_missing || event.status == EventStatus::cancelled)
    return EventStatus::cancelled;
  return change != nullptr && change->status ? *change->status : event.status;
}

std::vector<AgendaEntry> entries_between(const std::vector<ListedEvent>& events, Instant from,
                                         Instant to, std::size_t limit) {
  std::vector<AgendaEntry> entries;
  for (const ListedEvent& listed : events) {
    const TimeSpan whole = covered_time(listed.event());
    if (whole.start >= to || whole.end <= from) continue;
    for (const Occurrence& one : occurrences_between(listed.event(), from, to, limit)) {
      entries.push_back(
          {listed, one.span, one.change, covered_time(one.span, listed.event().zone)});
    }
  }
  std::sort(entries.begin(), entries.end(), starts_before);
  return entries;
}

std::optional<TimeSpan> time_covered(const std::vector<ListedEvent>& events) {
  std::optional<TimeSpan> all;
  for (const ListedEvent& listed : events) {
    const TimeSpan one = covered_time(listed.event());
    if (!all) all = one;
    all->start = std::min(all->start, one.start);
    all->end = std::max(all->end, one.end);
  }
  return all;
}

AgendaSlice upcoming_slice(const std::vector<ListedEvent>& events, Instant from, int page,
                           Instant to, std::size_t entries_on_page) {
  const auto covered = time_covered(events);
  if (!covered || page > kMostPages) return {};
  const Instant end = std::min(covered->end, to);
  const std::size_t wanted = static_cast<std::size_t>(page) * entries_on_page + 1;
  for (std::chrono::hours reach = kFirstReach;; reach *= kFurther) {
    const bool all = end - from <= reach;
    std::vector<AgendaEntry> entries =
        entries_between(events, from, all ? end : from + reach, wanted);
    if (all || entries.size() >= wanted) return cut_page(std::move(entries), page, entries_on_page);
  }
}

AgendaSlice past_slice(const std::vector<ListedEvent>& events, Instant midnight, int page) {
  const auto covered = time_covered(events);
  if (!covered || page > kMostPages) return {};
  const std::size_t wanted = static_cast<std::size_t>(page) * kEntriesOnPage + 1;
  for (std::chrono::hours reach = kFirstReach;; reach *= kFurther) {
    const bool all = midnight - covered->start <= reach;
    const Instant from = all ? covered->start : midnight - reach;
    constexpr std::size_t kAll = static_cast<std::size_t>(-1);
    std::vector<AgendaEntry> entries = entries_between(events, from, midnight, kAll);
    // What began before belongs to what the next look sees.
    std::erase_if(entries, [&](const AgendaEntry& entry) {
      return entry.covered.end > midnight || entry.covered.start < from;
    });
    if (!all && entries.size() < wanted) continue;
    std::reverse(entries.begin(), entries.end());
    return cut_page(std::move(entries), page, kEntriesOnPage);
  }
}

}  // namespace almanach
