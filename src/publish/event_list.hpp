#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "base/shared_parts.hpp"
#include "publish/event_month.hpp"

namespace almanach {

/// Events by their slugs. Copies share what they have in common; a change costs a pointer for each
/// sixteen events. Immutable but for put(); any thread may look.
class SlugIndex {
 public:
  SlugIndex() = default;
  /// Precondition: no slug twice.
  explicit SlugIndex(const std::vector<EventPtr>& events);

  EventPtr find(std::string_view slug) const;  ///< null: none is called so

  /// In place of the one of that slug, which is there.
  void put(const EventPtr& event);

 private:
  struct Entry {
    std::size_t hash = 0;  ///< of the slug
    EventPtr event;
  };
  using Bucket = std::vector<Entry>;

  std::size_t place_of(std::size_t hash) const { return hash & (buckets_.size() - 1); }

  std::vector<std::shared_ptr<const Bucket>> buckets_;  ///< a power of two, or none; some are null
};

/// The events of a feed in the order that they are served: by start, then by slug. Immutable; a
/// copy, and a list with a few other events, shares all that is the same. Any thread.
class EventList {
 public:
  using Iterator = SharedParts<EventMonth>::Iterator;

  EventList() = default;
  /// `events` are in their order; `zone` says where months begin.
  EventList(const std::vector<EventPtr>& events, const Zone& zone);

  /// This, with each of `changed` in place of the event of its slug, which is there; its start may
  /// be another.
  EventList with(const std::vector<EventPtr>& changed) const;

  std::size_t size() const { return events_.size(); }
  bool empty() const { return events_.empty(); }
  Iterator begin() const { return events_.begin(); }
  Iterator end() const { return events_.end(); }
  /// Takes a search among the months. Precondition: `place` is below size().
  const EventPtr& operator[](std::size_t place) const { return events_[place]; }

  EventPtr find(std::string_view slug) const { return index_.find(slug); }
  /// Of an event of this list.
  std::size_t place_of(const PublishedEvent& event) const;

  const EventMonths& months() const { return events_.parts(); }

 private:
  Zone zone_;
  SharedParts<EventMonth> events_;
  SlugIndex index_;
};

}  // namespace almanach
