#pragma once

#include <optional>
#include <string>

#include "base/digest.hpp"
#include "model/event.hpp"

namespace almanach {

/// What the journal goes by to tell one state of an event from another: never its bytes, which
/// differ where nobody can see it. Neither depends on the file's path. Any thread.

/// Of all that a subscriber can see. `event` with the titles that they read, see
/// with_shown_titles(). `link`: see event_link().
Digest seen_digest(const Event& event, const std::string& uid, const std::string& link);

/// Of what makes SEQUENCE rise: time, place, repetition, status (RFC 5545 section 3.8.7.4, RFC 5546
/// section 2.1.4).
Digest plan_digest(const Event& event);

/// Of the time alone.
Digest time_digest(const Event& event);

/// Of what the clocks of the event's zones show while it covers them: offsets, names, changes. It
/// differs where a release of the zone data has other rules for that time, be it that the event is
/// at another instant or that its VTIMEZONE says something else there. Empty: no clock matters, as
/// for whole days.
std::optional<Digest> clock_digest(const Event& event);

}  // namespace almanach
