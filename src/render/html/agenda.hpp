#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

#include "base/work_budget.hpp"
#include "model/feed.hpp"
#include "model/occurrences.hpp"

namespace almanach {

/// An event that pages may list; borrowed.
struct ListedEvent {
  const RevisedEvent* revised = nullptr;
  const Feed* feed = nullptr;

  const Event& event() const { return *revised->event; }
};

/// One time that an event takes place, as it is listed; borrowed.
struct AgendaEntry {
  ListedEvent listed;
  Span span;
  const ChangedOccurrence* change = nullptr;  ///< null: as the event says
  TimeSpan covered;                           ///< of `span`
  WallTime original;                          ///< see Occurrence

  const std::string& title() const;
  const std::string& location() const;
  /// A deleted event is a cancelled one.
  EventStatus status() const;
  /// When it is, as people are told it: see told_span().
  Span told() const;
};

/// A page of a longer list.
struct AgendaSlice {
  std::vector<AgendaEntry> entries;
  bool has_more = false;
};

/// How many entries stand on a page, and how many pages a list has at most: series without an end
/// would go on for ever.
inline constexpr std::size_t kEntriesOnPage = 50;
inline constexpr int kMostPages = 40;

/// The entries that are not over by `from` and begin before `to`, by their start; `page` is from 1.
/// What is not on the page, nor before it, is not looked for. `work`: what that may cost; null:
/// nobody counts. Throws as WorkBudget::spend() does. Any thread.
AgendaSlice upcoming_slice(const std::vector<ListedEvent>& events, Instant from, int page,
                           Instant to = kNoEnd, std::size_t entries_on_page = kEntriesOnPage,
                           WorkBudget* work = nullptr);

/// All time.
inline constexpr TimeSpan kEver{Instant::min(), kNoEnd};

/// The entries that are over by `midnight`, the latest first, those that have a part in `within`;
/// `page` is from 1. As above.
AgendaSlice past_slice(const std::vector<ListedEvent>& events, Instant midnight, int page,
                       WorkBudget* work = nullptr, const TimeSpan& within = kEver,
                       std::size_t entries_on_page = kEntriesOnPage);

/// One occurrence of an event.
AgendaEntry make_entry(const ListedEvent& listed, const Occurrence& one);

/// The entries of the same event that come right before and right after that one, by their start.
/// Empty: it is the first, or the last. `work` as above. Any thread.
std::optional<AgendaEntry> entry_before(const AgendaEntry& entry, WorkBudget* work);
std::optional<AgendaEntry> entry_after(const AgendaEntry& entry, WorkBudget* work);

/// Calls `take` with each entry that has a part in the time from `from` to `to`, `to` not included,
/// by their start. None is kept. As above.
void for_each_entry(const std::vector<ListedEvent>& events, Instant from, Instant to,
                    WorkBudget* work, const std::function<void(const AgendaEntry&)>& take);

/// Whether there is any such entry. As above.
bool is_any_between(const std::vector<ListedEvent>& events, Instant from, Instant to,
                    WorkBudget* work);

}  // namespace almanach
