#pragma once

#include "publish/snapshot.hpp"
#include "render/html/event_links.hpp"

namespace almanach {

/// The events before and after `event` in the order that its feed is served in (by start), without
/// categories. What is to come leads to what is to come, what is over by `midnight` to what is
/// over. Cancelled events are passed over, and so are series, whose place in that order is that of
/// their first date: none leads to them, nor from them. A few steps are gone at most. Any thread.
EventLinks find_neighbours(const PublishedFeed& feed, const PublishedEvent& event,
                           Instant midnight);

}  // namespace almanach
