#pragma once

#include <string_view>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "publish/representation_cache.hpp"
#include "publish/selection.hpp"
#include "publish/snapshot.hpp"
#include "publish/subscription_update.hpp"
#include "server/message.hpp"

namespace almanach {

enum class CalendarForm { icalendar, jcal };

/// Answers GET of the addresses that end with ".ics" or ".jcal": an event, a feed, or all feeds, as
/// subscribers choose them. Both forms say the same. Any thread.
class Calendars {
 public:
  /// Borrowed for its life.
  Calendars(const Config& config, const Clock& clock)
      : config_(config), selections_(config, clock, made_), updates_(config, clock, made_) {}

  /// `path` is the request's without the ending.
  Answer answer(const Request& request, const Snapshot& snapshot, std::string_view path,
                CalendarForm form) const;

  /// Whether answer(), as iCalendar, may take longer than a millisecond.
  bool takes_long(const Request& request, const Snapshot& snapshot, std::string_view path) const;

 private:
  Answer answer_feed(const Request& request, const Snapshot& snapshot, const PublishedFeed* feed,
                     const Choices& choices, CalendarForm form) const;
  Answer answer_calendar(const Request& request, std::shared_ptr<const Representation> calendar,
                         CalendarForm form) const;

  const Config& config_;
  mutable RepresentationCache made_;  ///< what requests have had made
  mutable Selections selections_;
  mutable SubscriptionUpdates updates_;
};

}  // namespace almanach
