#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

// Event::kept_lines: the text of an event in a calendar file, its lines unfolded, each ended by a
// newline. First a VTIMEZONE for each zone that the file alone knows; then the VEVENT; then one for
// each changed occurrence. Left out are UID, DTSTAMP, CREATED and LAST-MODIFIED, which the journal
// gives, what is between organizers and guests (ORGANIZER, ATTENDEE), and alarms. Zones of the
// system's zone data have the names that they have there.
//
// Kept as text rather than as values: what we have no word for is published too. The lines stand
// here as they were written, so that an event's fingerprint does not hang on how we write; what
// goes out is written from them and, of all that says when, from the Event (render/kept_event.hpp).
// A ComponentTree without an outermost component takes it apart.

/// The SEQUENCE that the file gives the event; 0 where it gives none. Any thread.
std::int64_t kept_sequence(std::string_view kept_lines);

/// The TZIDs that its lines name, each once, in their order. Any thread.
std::vector<std::string> kept_zone_names(std::string_view kept_lines);

}  // namespace almanach
