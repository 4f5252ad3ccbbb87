#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/zone.hpp"
#include "publish/snapshot.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// Cuts a calendar of `events` as of `now`. The HTML of those that were over when the month began
/// is left out whatever there is of room: nobody looks them up for their bold type, and it is most
/// of their bytes. Then the oldest events that are over leave `events`, by whole months before the
/// one that `now` is in, until the others have at most `budget` bytes; 0: there is no budget. Where
/// those that may not leave are larger by themselves, all HTML is left out, and where they still
/// are, no event. Months are of `zone`.
Cut cut_to_budget(std::vector<const PublishedEvent*>& events, std::uint64_t budget,
                  const Zone& zone, Instant now);
/// The same for a calendar that is put together of months. What is known of a month as a whole is
/// not looked at event by event.
Cut cut_to_budget(EventMonths& months, std::uint64_t budget, const Zone& zone, Instant now);

/// Since when a calendar is as it is that was `modified` last, and is cut so.
Instant date_cut(Instant modified, const Cut& cut);

/// Adds to the calendar's description what is not in it, and where it is.
void add_cut(CalendarInfo& info, const Cut& cut, std::string_view language);

/// The cut in few words for programs: "120 events before 2023-05-01"; empty: nothing is left out.
std::string summarize_cut(const Cut& cut);

/// Adds a problem for the webmaster where the calendar called `name` is cut or too large; `file` is
/// the file that the problem names.
void report_cut(const std::string& file, const std::string& name, const Cut& cut,
                Problems& problems);

}  // namespace almanach
