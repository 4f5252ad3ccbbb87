#pragma once

#include <string>
#include <vector>

#include "config/config.hpp"
#include "model/feed.hpp"

namespace almanach {

/// A feed as pages show it; borrowed for the time of a call.
struct PageFeed {
  const Feed* feed = nullptr;
  std::vector<const RevisedEvent*> events;
};

/// Web pages as whole HTML documents in UTF-8, everything escaped. Any thread.

/// All feeds with their addresses to subscribe to, and what is to come from `now` on, at most 50
/// events a feed.
std::string render_home_page(const std::vector<PageFeed>& feeds, const Config& config, Instant now);
/// One feed with all its events.
std::string render_feed_page(const PageFeed& feed, const Config& config);
/// One event.
std::string render_event_page(const RevisedEvent& event, const Feed& feed, const Config& config);

}  // namespace almanach
