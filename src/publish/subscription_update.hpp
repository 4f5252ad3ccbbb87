#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>

#include "base/clock.hpp"
#include "base/work_budget.hpp"
#include "config/config.hpp"
#include "publish/calendar_source.hpp"
#include "publish/choices.hpp"
#include "publish/representation_cache.hpp"

namespace almanach {

/// The answer to a subscriber who asks for changes only.
struct SubscriptionUpdate {
  enum class Kind {
    calendar,   ///< everything, or what has changed
    unchanged,  ///< nothing has
    conflict    ///< the token is not one of this set, or of another journal: start over
  };
  Kind kind = Kind::calendar;
  std::shared_ptr<const Representation> calendar;  ///< null but for `calendar`
  std::string token;                               ///< for the next time; empty for `conflict`
  bool truncated = false;                          ///< there is more, at once
};

/// Calendars of what has changed since a subscriber last asked (enhanced GET,
/// draft-ietf-calext-subscription-upgrade-13 section 4). The size budget does not hold for them:
/// everything is sent once. update() throws as WorkBudget::spend() does. Any thread.
class SubscriptionUpdates {
 public:
  /// Borrowed for its life.
  SubscriptionUpdates(const Config& config, const Clock& clock, RepresentationCache& cache)
      : config_(config), clock_(clock), cache_(cache) {}

  /// `token`: the subscriber's, empty where it has none. `limit`: so many events at most; 0: all.
  SubscriptionUpdate update(const Snapshot& snapshot, const CalendarSource& source,
                            const Choices& choices, const std::optional<std::string>& token,
                            std::size_t limit, WorkBudget& work);

 private:
  const Config& config_;
  const Clock& clock_;
  RepresentationCache& cache_;
};

}  // namespace almanach
