#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "model/feed.hpp"

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

  const std::string& title() const;
  const std::string& location() const;
  /// A deleted event is a cancelled one.
  EventStatus status() const;
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
/// Series without end cost no more than what is shown of them. Any thread.
AgendaSlice upcoming_slice(const std::vector<ListedEvent>& events, Instant from, int page,
                           Instant to = kNoEnd, std::size_t entries_on_page = kEntriesOnPage);

/// The entries that are over by `midnight`, the latest first; `page` is from 1. Any thread.
AgendaSlice past_slice(const std::vector<ListedEvent>& events, Instant midnight, int page);

/// The entries that have a part in the time from `from` to `to`, `to` not included, by their start;
/// at most `limit` of each event. Any thread.
std::vector<AgendaEntry> entries_between(const std::vector<ListedEvent>& events, Instant from,
                                         Instant to, std::size_t limit);

/// The time from the first event's start to the last one's end, kNoEnd where a series has none;
/// empty where there are no events. Any thread.
std::optional<TimeSpan> time_covered(const std::vector<ListedEvent>& events);

}  // namespace almanach
