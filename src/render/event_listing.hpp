#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/work_budget.hpp"
#include "config/config.hpp"
#include "render/calendar.hpp"
#include "render/html/agenda.hpp"

namespace almanach {

/// Events for programs that read no calendars, each with all its facts: a subscriber's choices say
/// which events there are, not what is left out of one.
struct EventListing {
  CalendarInfo info;     ///< what the calendar of the same events says of itself
  std::string language;  ///< RFC 5646 tag
  std::string address;   ///< the listing's own
  Instant modified;      ///< of the last change
  std::vector<ListedEvent> events;
  /// The time of which the dates of series are told: from `dates_from` to `dates_to`, which is not
  /// included.
  Instant dates_from;
  Instant dates_to;
};

/// Of one series, as many dates are told as that: those that come first.
inline constexpr std::size_t kMostListedDates = 100;

/// The listing as JSON, in UTF-8, with the calendar's facts and `events` in the order given.
/// doc/schema/almanach-feed.schema.json tells the members. One that has nothing to say is absent.
/// Ends with a newline. A step of `work` for each date of a series; throws as WorkBudget::spend()
/// does. Any thread.
std::string render_json(const EventListing& listing, const Config& config, WorkBudget& work);

/// The listing as an Atom feed (RFC 4287) of the 100 events that were changed last, the latest
/// first. An entry's id stays the same for as long as the event's UID does, its `updated` is
/// LAST-MODIFIED. Any thread.
std::string render_atom(const EventListing& listing, const Config& config);

}  // namespace almanach
