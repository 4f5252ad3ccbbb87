#pragma once

#include <string>

#include "model/civil.hpp"
#include "model/zone.hpp"

namespace almanach {

/// The VTIMEZONE component (RFC 5545 section 3.6.5) with the observances that instants from `first`
/// to `last` need, its `TZID` the zone's own name: from BEGIN:VTIMEZONE to END:VTIMEZONE, each line
/// ended by CRLF and short enough to need no folding. Any thread. Precondition: first <= last.
std::string render_vtimezone(const Zone& zone, Instant first, Instant last);

}  // namespace almanach
