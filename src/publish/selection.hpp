#pragma once

#include <memory>
#include <vector>

#include "base/clock.hpp"
#include "base/work_budget.hpp"
#include "config/config.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Calendars made to subscribers' choices out of snapshots. What was made is kept while what it was
/// made of is served, and the cache has room. What is made is counted as work: functions throw as
/// WorkBudget::spend() does. Any thread.
class Selections {
 public:
  /// Borrowed for its life.
  Selections(const Config& config, const Clock& clock, RepresentationCache& cache)
      : config_(config), clock_(clock), cache_(cache) {}

  /// The calendar of a feed as chosen. Cuts by time fall at midnight of the feed's zone.
  std::shared_ptr<const Representation> select(const PublishedFeed& feed, const Choices& choices,
                                               WorkBudget& work);
  /// The calendar of what `source` holds, all feeds or one, as chosen.
  std::shared_ptr<const Representation> select(const CalendarSource& source, const Choices& choices,
                                               WorkBudget& work);
  /// The calendar of one event, written as chosen; choices that would leave it out are passed over.
  std::shared_ptr<const Representation> select(const PublishedEvent& event, const Choices& choices,
                                               WorkBudget& work);

 private:
  const Config& config_;
  const Clock& clock_;
  RepresentationCache& cache_;
};

/// Events written as a subscriber wants them.
class StyledEvents {
 public:
  /// `events` are borrowed for its life. Throws as WorkBudget::spend() does.
  StyledEvents(std::vector<const PublishedEvent*> events, const EventStyle& style,
               const Config& config, WorkBudget& work);

  const std::vector<const PublishedEvent*>& events() const { return events_; }

 private:
  std::vector<const PublishedEvent*> events_;
  std::vector<std::unique_ptr<PublishedEvent>> copies_;
};

/// The events of a source that are chosen, as of a midnight in its zone; of one event's own
/// calendar always that one. The size budget is not looked at. Throws as WorkBudget::spend() does.
std::vector<const PublishedEvent*> choose_events(const CalendarSource& source,
                                                 const Choices& choices, Instant midnight,
                                                 WorkBudget& work);

/// Cuts what is chosen of a source, as of that midnight: `events` lose those that are left out.
Cut cut_choice(const CalendarSource& source, const Choices& choices,
               std::vector<const PublishedEvent*>& events, const Config& config, Instant midnight);

/// Since when what is chosen, and cut so, is as it is at that midnight.
Instant date_choice(const CalendarSource& source, const Choices& choices, const Cut& cut,
                    Instant midnight);

/// A name of what is chosen of a source at that midnight: no other choice, state of a source or
/// midnight has it.
std::string name_choice(const CalendarSource& source, const Choices& choices, Instant midnight);

/// What a calendar of that choice says of itself; `events` are those chosen.
CalendarInfo describe_choice(const CalendarSource& source, const Choices& choices,
                             const std::vector<const PublishedEvent*>& events);

}  // namespace almanach
