#include "render/ical_time.hpp"

namespace almanach {

icaltimetype make_date(Day day) {
  icaltimetype time = icaltime_null_date();
  time.year = static_cast<int>(day.year());
  time.month = day.month();
  time.day = day.day();
  return time;
}

icaltimetype make_time(WallTime wall, bool utc) {
  icaltimetype time = make_date(Day(wall));
  time.is_date = 0;
  time.hour = wall.hour();
  time.minute = wall.minute();
  time.second = wall.second();
  if (utc) time.zone = icaltimezone_get_utc_timezone();
  return time;
}

icaltimetype make_utc(Instant instant) {
  return make_time(Zone().wall_time(instant), true);
}

icalproperty* with_date_value(icalproperty* property) {
  icalproperty_add_parameter(property, icalparameter_new_value(ICAL_VALUE_DATE));
  return property;
}

icalproperty* with_zone(icalproperty* property, const Zone& zone) {
  if (!(zone == Zone()))
    icalproperty_add_parameter(property, icalparameter_new_tzid(zone.name().c_str()));
  return property;
}

}  // namespace almanach
