#pragma once

#include <string>

#include "model/event.hpp"

struct icalcomponent_impl;

namespace almanach {

/// Adds RRULE, RDATE and EXDATE (RFC 5545 sections 3.8.5.1 to 3.8.5.3) to a VEVENT. Dates have the
/// type and the zone of DTSTART, or clients show an occurrence twice; UNTIL is a date for whole
/// days, else in UTC. One date a property: some readers take the first of a list only. Any thread.
void add_recurrence(icalcomponent_impl& component, const Event& event);

/// The RRULE alone, as add_recurrence() writes it: a folded line with its end. Empty where the
/// event's recurrence has no rule. Precondition: it repeats. Any thread.
std::string rule_line(const Event& event);

/// Adds the RECURRENCE-ID (RFC 5545 section 3.8.4.4) of the occurrence that would start at
/// `original` on the clock of the event's zone. Any thread.
void add_recurrence_id(icalcomponent_impl& component, const Event& event, WallTime original);

}  // namespace almanach
