#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"
#include "model/event.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Events, feeds and problems as JSON text, for what outlasts the program: the journal and the
/// cache.
///
/// One object, without spaces. Keys are the members' names, an event's those of kEventFields; a
/// member that is empty has no key. A span has the key "days" or "time". Instants are seconds since
/// 1970, days "2026-05-12", zones their names. "offsets" has how far the zone's clock was ahead of
/// UTC at the event's times (clock_offsets()): where the zone data has other rules when the text is
/// read, what the clock shows at them stays. A key that is not known is passed over, so that an
/// older program can read what a newer one wrote. Behind an event's object and an octet 0 stands
/// its description, packed as it stores itself; older texts have it in the object.
///
/// Rejected: CBOR and a binary form of our own (a person cannot read them with sqlite3; reading is
/// as fast), front matter again (it would be parsed again), the description as text (it would be
/// packed anew at each start, and a store of 100,000 events would have three times the size).

/// Any thread.
std::string write_event_text(const Event& event);
std::string write_feed_text(const Feed& feed);
std::string write_problems_text(const Problems& problems);

/// Throw std::invalid_argument for text that those have not written, and for a zone that the
/// system's zone data does not have any more. Any thread.
Event read_event_text(std::string_view text);
Feed read_feed_text(std::string_view text);
Problems read_problems_text(std::string_view text);

}  // namespace almanach
