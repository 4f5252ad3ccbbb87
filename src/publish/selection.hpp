#pragma once

#include <memory>
#include <vector>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Calendars made to subscribers' choices out of snapshots. What was made is kept while what it was
/// made of is served, and the cache has room. Any thread.
class Selections {
 public:
  /// Borrowed for its life.
  Selections(const Config& config, const Clock& clock, RepresentationCache& cache)
      : config_(config), clock_(clock), cache_(cache) {}

  /// A feed as chosen. Cuts by time fall at midnight of the feed's zone.
  std::shared_ptr<const Representation> select(const PublishedFeed& feed, const Choices& choices);
  /// All feeds as chosen.
  std::shared_ptr<const Representation> select(const Snapshot& snapshot, const Choices& choices);
  /// One event, told as chosen; what would leave it out is passed over.
  std::shared_ptr<const Representation> select(const PublishedEvent& event, const Choices& choices);

 private:
  std::shared_ptr<const Representation> get(const CalendarSource& source, const Choices& choices);

  const Config& config_;
  const Clock& clock_;
  RepresentationCache& cache_;
};

/// Events told as a subscriber wants them.
class StyledEvents {
 public:
  /// `events` are borrowed for its life.
  StyledEvents(std::vector<const PublishedEvent*> events, const EventStyle& style,
               const Config& config);

  const std::vector<const PublishedEvent*>& events() const { return events_; }

 private:
  std::vector<const PublishedEvent*> events_;
  std::vector<std::unique_ptr<PublishedEvent>> copies_;
};

/// What a calendar of that choice says of itself; `events` are those chosen.
CalendarInfo describe_choice(const CalendarSource& source, const Choices& choices,
                             const std::vector<const PublishedEvent*>& events);

}  // namespace almanach
