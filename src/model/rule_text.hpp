#pragma once

#include <string>

#include "model/recurrence.hpp"

namespace almanach {

/// The value of an RRULE (RFC 5545 section 3.3.10) without its end (COUNT, UNTIL), its parts in the
/// order of the RFC's examples: "FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU". Any thread.
std::string format_rule(const RecurrenceRule& rule);

}  // namespace almanach
