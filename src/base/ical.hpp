#pragma once

#include <memory>
#include <string>

// libical's own name of its components; its headers are large, and few files need more than this.
struct icalcomponent_impl;

namespace almanach {

struct IcalComponentDeleter {
  void operator()(icalcomponent_impl* component) const;
};

/// A libical component, freed with all that is in it. Release it to `icalcomponent_add_component`,
/// which takes over the ownership.
using IcalComponent = std::unique_ptr<icalcomponent_impl, IcalComponentDeleter>;

/// Reads the iCalendar text of one component; null when there is none in it. What libical could not
/// read of it stands in the component as X-LIC-ERROR properties.
IcalComponent parse_component(const std::string& text);

/// Whether libical's parser takes `rule` as the value of an RRULE (RFC 5545 section 3.3.10).
/// Precondition: no part of RFC 7529 (RSCALE) in it. Any thread.
bool is_ical_rule(const std::string& rule);

/// Whether libical takes `line`, which is unfolded, as a property of an event; one of a name that
/// it does not know, it takes. Any thread.
bool is_ical_property(const std::string& line);

/// The component's iCalendar text: folded, CRLF line ends. Throws std::bad_alloc.
std::string format_component(const icalcomponent_impl& component);

}  // namespace almanach
