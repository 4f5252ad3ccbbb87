#pragma once

#include <libical/ical.h>

#include "model/zone.hpp"

namespace almanach {

/// Values of libical (RFC 5545 sections 3.3.4 and 3.3.5). Any thread.
icaltimetype make_date(Day day);
/// `wall` as a floating time, or as one in UTC.
icaltimetype make_time(WallTime wall, bool utc);
icaltimetype make_utc(Instant instant);

/// `property` with VALUE=DATE, to chain.
icalproperty* with_date_value(icalproperty* property);
/// `property` with the zone's name as its TZID, to chain; as it is for UTC.
icalproperty* with_zone(icalproperty* property, const Zone& zone);

}  // namespace almanach
