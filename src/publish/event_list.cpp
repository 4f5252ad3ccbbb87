#include "publish/event_list.hpp"

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <utility>

#include "publish/published_event.hpp"

namespace almanach {
namespace {

constexpr std::size_t kEventsInBucket = 16;

std::size_t hash_of(std::string_view slug) {
  return std::hash<std::string_view>()(slug);
}

/// The order that events are served in.
bool is_before(const PublishedEvent& one, const PublishedEvent& other) {
  return one.time.start != other.time.start ? one.time.start < other.time.start
                                            : one.revised.slug < other.revised.slug;
}

std::vector<EventPtr>::const_iterator find_place(const std::vector<EventPtr>& events,
                                                 const PublishedEvent& event) {
  return std::lower_bound(events.begin(), events.end(), event,
                          [](const EventPtr& one, const auto& it) { return is_before(*one, it); });
}

/// The months of a list that are to be others.
class ChangedMonths {
 public:
  ChangedMonths(const EventMonths& months, const Zone& zone) : months_(months), zone_(zone) {}

  void take_out(const PublishedEvent& event) {
    std::vector<EventPtr>& events = events_around(event.time.start);
    events.erase(find_place(events, event));
  }

  void put_in(const EventPtr& event) {
    std::vector<EventPtr>& events = events_around(event->time.start);
    events.insert(find_place(events, *event), event);
  }

  /// All months as they are now.
  EventMonths finish() const {
    EventMonths all;
    auto changed = changed_.begin();
    const auto add_changed = [&] {
      const auto& [start, month] = *changed++;
      if (!month.events.empty())
        all.push_back(std::make_shared<const EventMonth>(month.events, month.span));
    };
    for (const auto& month : months_) {
      while (changed != changed_.end() && changed->first < month->span().start) add_changed();
      if (changed != changed_.end() && changed->first == month->span().start) {
        add_changed();
      } else {
        all.push_back(month);
      }
    }
    while (changed != changed_.end()) add_changed();
    return all;
  }

 private:
  struct Month {
    TimeSpan span;
    std::vector<EventPtr> events;
  };

  std::vector<EventPtr>& events_around(Instant start) {
    const TimeSpan span = find_month(zone_, start);
    const auto [entry, fresh] = changed_.try_emplace(span.start, Month{span, {}});
    if (fresh) {
      const auto known = std::lower_bound(
          months_.begin(), months_.end(), span.start,
          [](const auto& month, Instant wanted) { return month->span().start < wanted; });
      if (known != months_.end() && (*known)->span().start == span.start)
        entry->second.events = (*known)->events();
    }
    return entry->second.events;
  }

  const EventMonths& months_;
  const Zone& zone_;
  std::map<Instant, Month> changed_;  ///< by the month's start
};

}  // namespace

SlugIndex::SlugIndex(const std::vector<EventPtr>& events) {
  if (events.empty()) return;
  std::vector<Bucket> buckets(
      std::bit_ceil(std::max<std::size_t>(events.size() / kEventsInBucket, 1)));
  buckets_.resize(buckets.size());
  for (const EventPtr& event : events) {
    const std::size_t hash = hash_of(event->revised.slug);
    buckets[place_of(hash)].push_back({hash, event});
  }
  for (std::size_t i = 0; i < buckets.size(); ++i) {
    if (buckets[i].empty()) continue;
    buckets[i].shrink_to_fit();
    buckets_[i] = std::make_shared<const Bucket>(std::move(buckets[i]));
  }
}

EventPtr SlugIndex::find(std::string_view slug) const {
  if (buckets_.empty()) return nullptr;
  const std::size_t hash = hash_of(slug);
  const auto& bucket = buckets_[place_of(hash)];
  if (!bucket) return nullptr;
  for (const Entry& entry : *bucket) {
    if (entry.hash == hash && entry.event->revised.slug == slug) return entry.event;
  }
  return nullptr;
}

void SlugIndex::put(const EventPtr& event) {
  const std::string& slug = event->revised.slug;
  const std::size_t hash = hash_of(slug);
  auto& bucket = buckets_[place_of(hash)];
  auto copy = std::make_shared<Bucket>(*bucket);
  for (Entry& entry : *copy) {
    if (entry.hash == hash && entry.event->revised.slug == slug) entry.event = event;
  }
  bucket = std::move(copy);
}

EventList::EventList(const std::vector<EventPtr>& events, const Zone& zone)
    : zone_(zone), index_(events) {
  for (auto first = events.begin(); first != events.end();) {
    const TimeSpan span = find_month(zone, (*first)->time.start);
    const auto next = std::find_if(
        first, events.end(), [&](const EventPtr& event) { return event->time.start >= span.end; });
    events_.append(std::make_shared<const EventMonth>(std::vector<EventPtr>(first, next), span));
    first = next;
  }
}

EventList EventList::with(const std::vector<EventPtr>& changed) const {
  EventList list;
  list.zone_ = zone_;
  list.index_ = index_;
  ChangedMonths months(events_.parts(), zone_);
  for (const EventPtr& event : changed) {
    months.take_out(*list.index_.find(event->revised.slug));
    months.put_in(event);
    list.index_.put(event);
  }
  for (auto& month : months.finish()) list.events_.append(std::move(month));
  return list;
}

std::size_t EventList::place_of(const PublishedEvent& event) const {
  const auto found = std::upper_bound(
      months().begin(), months().end(), event.time.start,
      [](Instant start, const auto& month) { return start < month->span().start; });
  const auto month = static_cast<std::size_t>(found - months().begin()) - 1;
  const std::vector<EventPtr>& events = months()[month]->events();
  return events_.items_before(month) +
         static_cast<std::size_t>(find_place(events, event) - events.begin());
}

}  // namespace almanach
