#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/config.hpp"
#include "model/feed.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// What render_event() makes of an event with lines of its own (Event::kept_lines): those, as
/// write_canonical() has them, with rule, exceptions and end as the Event has them, a VEVENT more
/// for each changed occurrence that the file does not have, and with what the journal gives instead
/// of UID, DTSTAMP, CREATED, LAST-MODIFIED and SEQUENCE, an address to read more at and a word on
/// whether the time is taken where the file has none, and what the style asks for. Any thread.
std::string render_kept_event(const RevisedEvent& event, const Feed& feed, const Config& config,
                              const EventStyle& style);

/// A VTIMEZONE that the event brings.
struct KeptZone {
  std::string name;
  std::string component;  ///< as calendars have it: folded, CRLF line ends
};

std::vector<KeptZone> render_kept_zones(const Event& event);

/// A component with `suffix` behind the TZID `name`, wherever it has that.
std::string rename_zone(std::string_view component, std::string_view name, std::string_view suffix);

}  // namespace almanach
