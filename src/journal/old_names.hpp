#pragma once

#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/old_calendar.hpp"

namespace almanach {

/// What events of an old calendar and of this one are compared by. All functions: any thread.

/// A title without what does not tell events apart: case, accents, signs, HTML's entities, words
/// for a status before it ("ANNULÉ - ").
std::string comparable_title(const Event& event);

/// The day that an event starts on, by the clock of its zone.
Day first_day(const Event& event);

/// What the old event's page, or its file, is called as far as its URL and its UID tell; each name
/// once. Of "https://www.example.org/agenda/2027-05-12-bal/" that is "2027-05-12-bal" and "bal",
/// and the whole address.
std::vector<std::string> names_of_old(const OldEvent& old);

/// What a served event's page, or its file, is called, in the same form. `path`: what names the
/// event (make_event_path()); `slugs`: all that it has or had; `link`: its own page.
std::vector<std::string> names_of_served(const std::string& path,
                                         const std::vector<std::string>& slugs,
                                         const std::string& link);

}  // namespace almanach
