#pragma once

#include <string>
#include <string_view>

#include "model/event.hpp"
#include "model/zone.hpp"

namespace almanach {

/// What was understood of an event, in one line: "ven. 22 janv. 2027, toute la journée, Salle des
/// fêtes", "Tue 12 May 2026, 14:00 – 16:00, every Tuesday until 30 June 2026, Town Hall,
/// cancelled". By the clock of the event's zone, which is named where it is not `usual`. French for
/// "fr" and its variants, English for any other language. Plain text. Any thread.
std::string describe_event(const Event& event, const Zone& usual, std::string_view language);

}  // namespace almanach
