#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/zone.hpp"
#include "publish/snapshot.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// The oldest events that are over leave `events`, by whole months before the one that `now` is in,
/// until the others have at most `budget` bytes; 0: there is no budget. Months are of `zone`. Where
/// those that may not leave are larger by themselves, none leaves.
Cut cut_to_budget(std::vector<const PublishedEvent*>& events, std::uint64_t budget,
                  const Zone& zone, Instant now);

/// When the cut may next be another, without any change of content: the start of the next month.
Instant next_cut(const Zone& zone, Instant now);

/// Since when a calendar is as it is: `modified`, or the start of the month where that may have cut
/// more of it.
Instant date_cut(Instant modified, const Cut& cut, const Zone& zone, Instant now);

/// Adds to the calendar's description what is not in it, and where it is.
void add_cut(CalendarInfo& info, const Cut& cut, std::string_view language);

/// The cut in few words for programs: "120 events before 2023-05-01"; empty: nothing is left out.
std::string summarize_cut(const Cut& cut);

/// Adds a problem for the webmaster where the calendar called `name` is cut or too large; `file` is
/// the file that the problem names.
void report_cut(const std::string& file, const std::string& name, const Cut& cut,
                Problems& problems);

}  // namespace almanach
