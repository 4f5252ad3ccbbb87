#pragma once

#include <string>
#include <string_view>

namespace almanach {

struct CalendarComponent;

/// One content line, folded: no line is longer than 75 octets, no code point is cut (RFC 5545
/// section 3.1). CRLF at its end. For the few properties that libical 3.0 does not escape rightly:
/// CATEGORIES and X- names.
std::string fold_line(std::string_view line);

/// A component as calendars have it: its properties as they are written, each folded, and the
/// components within it. Any thread.
std::string write_component(const CalendarComponent& component);

}  // namespace almanach
