#pragma once

#include <string_view>

#include "model/property_line.hpp"

namespace almanach {

/// What the value of an event's property is.
enum class PropertyKind {
  text,        ///< RFC 5545 section 3.3.11
  texts,       ///< a list of them
  address,     ///< section 3.3.13
  attachment,  ///< an address, or a file in the line itself
  word,        ///< one of few, in capitals
  point,       ///< section 3.8.1.6: degrees north, degrees east
  priority,    ///< section 3.8.1.9: 0 to 9
  time,        ///< says when the event is: read, and written from what was read
  calendar,    ///< stands in calendars, zones, tasks or alarms: not in an event
  other        ///< one of which we know nothing but what its VALUE says
};

/// What is known of a property.
struct PropertyRule {
  std::string_view name;  ///< in capitals; empty: unknown
  PropertyKind kind = PropertyKind::other;
  bool once = false;  ///< stands in an event once at most (RFC 5545 section 3.6.1)
};

/// The rule of the property of that name, in any case. Any thread.
const PropertyRule& rule_of(std::string_view name);

}  // namespace almanach
