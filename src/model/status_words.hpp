#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/event.hpp"

namespace almanach {

/// The words before a title that tell an event's status to people. Events have title and status as
/// facts; render/ writes the words, and the journal compares titles with them, since subscribers
/// see them. `language` is everywhere the RFC 5646 tag of the event's feed: French words for "fr"
/// and its variants, English ones for any other. Any thread.

/// "Annulé : ", "Reporté : "; "Cancelled: ", "Postponed: "; empty for a confirmed event. The view
/// holds for ever.
std::string_view status_prefix(EventStatus status, std::string_view language);

/// The title as all subscribers read it. A postponed event's has its prefix, since calendar
/// programs show TENTATIVE to nobody; a cancelled event's has none, since they strike it out.
std::string shown_title(const Event& event, std::string_view language);

/// A copy of the event in which each title is the one that subscribers read, changed occurrences
/// among them: one that is postponed while the event is not, or the other way round, gets a title
/// of its own. Empty: the event's titles are those already.
std::optional<Event> with_shown_titles(const Event& event, std::string_view language);

/// Takes the prefixes, in whichever language, off the titles of an event and of its occurrences
/// that are postponed. Journals hold texts that have them; an event that parse/ has read has none,
/// so that its text is read as it was written.
void remove_status_prefixes(Event& event);

}  // namespace almanach
