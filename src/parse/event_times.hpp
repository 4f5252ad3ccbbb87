#pragma once

#include "parse/event_hours.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// Brings the hours into the facts: those of another zone, or with an offset, become times of the
/// dates themselves; an end without a beginning becomes the end's time; days that the hours' text
/// names become the end. `zone` becomes the one that the hours name where `is_zone_given` is not
/// set. Precondition: `facts` has a start or an end. Pure; any thread.
void apply_hours(const EventHours& hours, bool is_zone_given, ScheduleFacts& facts, Zone& zone);

/// Takes the times of day off the dates of an event that is said to be of whole days: its days by
/// the clock of `zone`. Pure; any thread.
void make_whole_days(ScheduleFacts& facts, const Zone& zone);

/// "90" minutes, "1h30", "01:30:00", "1.5h"; empty: no length of time. Pure; any thread.
std::optional<std::chrono::seconds> read_event_length(std::string_view text);

}  // namespace almanach
