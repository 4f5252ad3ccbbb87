#pragma once

#include <string>
#include <string_view>

#include "model/event.hpp"
#include "model/feed.hpp"
#include "model/retirement.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// What the closing event of a feed says, in that language, without path and UID: an all-day event
/// on `feed.retired`, with the feed's zone. `successor`: the address where people find what comes
/// after it; empty: nothing does. Any thread.
Event make_closing_event(const Feed& feed, const std::string& successor, std::string_view language);

/// What a page of the feed says of its end: a sentence without the link. Any thread.
std::string describe_retirement(const Retirement& retirement, Language language);

}  // namespace almanach
