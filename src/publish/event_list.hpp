#pragma once

#include <cstddef>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

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
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = EventPtr;
    using difference_type = std::ptrdiff_t;
    using pointer = const EventPtr*;
    using reference = const EventPtr&;

    Iterator() = default;
    Iterator(const EventMonths& months, std::size_t month) : months_(&months), month_(month) {}

    reference operator*() const { return (*months_)[month_]->events()[place_]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      if (++place_ == (*months_)[month_]->events().size()) {
        ++month_;
        place_ = 0;
      }
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const EventMonths* months_ = nullptr;
    std::size_t month_ = 0;
    std::size_t place_ = 0;  ///< in the month
  };

  EventList() = default;
  /// `events` are in their order; `zone` says where months begin.
  EventList(const std::vector<EventPtr>& events, const Zone& zone);

  /// This, with each of `changed` in place of the event of its slug, which is there; its start may
  /// be another.
  EventList with(const std::vector<EventPtr>& changed) const;

  std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
  bool empty() const { return months_.empty(); }
  Iterator begin() const { return {months_, 0}; }
  Iterator end() const { return {months_, months_.size()}; }
  /// Takes a search among the months. Precondition: `place` is below size().
  const EventPtr& operator[](std::size_t place) const;

  EventPtr find(std::string_view slug) const { return index_.find(slug); }
  /// Of an event of this list.
  std::size_t place_of(const PublishedEvent& event) const;

  const EventMonths& months() const { return months_; }

 private:
  void add(std::shared_ptr<const EventMonth> month);

  Zone zone_;
  EventMonths months_;
  std::vector<std::size_t> ends_;  ///< of the months: how many events lie in it or before
  SlugIndex index_;
};

}  // namespace almanach
