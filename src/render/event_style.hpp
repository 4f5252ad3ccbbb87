#pragma once

#include <string>

#include "model/feed.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// The VALARM that subscribers asked for (RFC 5545 section 3.6.6); empty where they did not. Any
/// thread.
std::string alarm_lines(const EventStyle& style, const Event& event, const Feed& feed);

/// What stands before the title of a cancelled event, in the feed's language; empty where nobody
/// asked for it. Any thread.
std::string cancelled_prefix(const EventStyle& style, const Feed& feed);

/// The title as shown_title() has it; a cancelled event's with the prefix where it was asked for.
/// Any thread.
std::string styled_title(const EventStyle& style, const Event& event, const Feed& feed);

}  // namespace almanach
