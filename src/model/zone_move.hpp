#pragma once

#include <optional>

#include "model/event.hpp"

namespace almanach {

/// The event by the zone data of now, where that has another edition of its zone than the event
/// was read with: what the zone's clock shows at its times stays, the instants may be others.
/// Empty: nothing is to be done. Any thread.
std::optional<Event> by_present_zone(const Event& event);

}  // namespace almanach
