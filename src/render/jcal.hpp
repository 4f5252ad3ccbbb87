#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The jCal form (RFC 7265) of an iCalendar stream that this program has made: the same components,
/// properties and values, one array each, and nothing else. Names are in small letters, the type of
/// a value stands beside it instead of a VALUE parameter, dates are written as in
/// "2027-03-13T13:30:00".
///
/// A property that we do not know, without VALUE, has the type "unknown" and its value as it is
/// written (section 5.1); so has a value that is not of its own type. Ends with a newline. Any
/// thread. Throws std::invalid_argument where `calendar` is not one VCALENDAR with all its lines.
std::string render_jcal(std::string_view calendar);

}  // namespace almanach
