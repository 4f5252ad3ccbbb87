#pragma once

#include <optional>
#include <vector>

#include "model/event.hpp"

namespace almanach {

/// How far the clock of the event's zone is ahead of UTC at each of its times, in an order of our
/// own; the last one stands for those that follow, too. Empty: none of its times goes by a clock.
/// Any thread.
std::vector<Offset> clock_offsets(const Event& event);

/// Has the event take place when the clock of its zone shows what it showed with these offsets,
/// which clock_offsets() told by other rules of the zone. Empty ones change nothing. Any thread.
void keep_clock(Event& event, const std::vector<Offset>& offsets);

/// The event by the zone data of now, where that has another edition of its zone than the event
/// was read with: what the zone's clock shows at its times stays, the instants may be others.
/// Empty: nothing is to be done. Any thread.
std::optional<Event> by_present_zone(const Event& event);

}  // namespace almanach
