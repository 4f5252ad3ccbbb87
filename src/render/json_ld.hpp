#pragma once

#include <string>

#include "config/config.hpp"
#include "model/feed.hpp"

namespace almanach {

/// An event as schema.org's Event (https://schema.org/Event), for search engines: JSON-LD to stand
/// in `<script type="application/ld+json">`, with no '<' in it. An event that repeats has the times
/// of its first occurrence and, where one can say its rule, a Schedule; what is different about
/// single occurrences is left out. `address` is that of the page; where it is not the event's, the
/// event is one date of a series. An end that was assumed is not told. Any thread.
std::string render_json_ld(const RevisedEvent& event, const Feed& feed, const std::string& address,
                           const Config& config);

}  // namespace almanach
