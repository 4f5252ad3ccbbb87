#pragma once

#include <functional>
#include <string>
#include <vector>

#include "publish/snapshot.hpp"

namespace almanach {

/// How events of several feeds become those of one calendar, which has each UID once.
struct UniteRules {
  /// Whether several events of the site may have a UID; empty: any may be.
  std::function<bool(const std::string& uid)> may_be_shared;
  /// Is told of an event that is left out, since the one at `owner`, in a feed before, has its UID.
  std::function<void(const RevisedEvent& event, const std::string& owner)> tell;
  /// With the events that tell that a feed ends, which are of that feed alone.
  bool with_closing = false;
};

/// The events of `feeds`, in their order. Of those that share a UID the first stands for all; one
/// that has moved to another feed is alive there, and is not cancelled. Any thread.
std::vector<const PublishedEvent*> unite_events(const std::vector<const PublishedFeed*>& feeds,
                                                const UniteRules& rules);

/// The months of all feeds, without closing events.
EventMonths unite_months(const std::vector<const PublishedFeed*>& feeds);

/// The months of all feeds with none but these of their events, which are in the order of the
/// feeds.
EventMonths unite_months(const std::vector<const PublishedFeed*>& feeds,
                         const std::vector<const PublishedEvent*>& events);

}  // namespace almanach
