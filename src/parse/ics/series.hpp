#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/own_day.hpp"
#include "parse/ics/parts.hpp"
#include "parse/ics/times.hpp"

namespace almanach {

/// How an event of a calendar file repeats, beside what the Event has of it.
struct IcsSeries {
  std::map<WallTime, std::string> changes;  ///< VEVENTs, as Event::kept_lines has them, by original
  std::vector<IcsOwnDay> days;              ///< by start, the event's own day not among them
  bool gone = false;                        ///< the event itself has no day left
  std::optional<std::size_t> told_by;       ///< of IcsEventParts::changes: it tells the only day
};

/// Reads how an event of a calendar file repeats and which occurrences are changed, and sets its
/// zone, `event.recurrence` and, where the series begins elsewhere, `event.span`; the other members
/// are set. `edits` gets what has to stand otherwise in the main component. All that tells an
/// occurrence has to be of DTSTART's kind and zone, or programs show it twice: where it is not, the
/// line is written anew. A repetition of a single occurrence is taken away.
///
/// Days that RDATE adds are events of their own, as is the start where no rule names it, and what a
/// change of the clock parts from the series (part_series()). A series that was emptied, by an
/// UNTIL before its start or by excepting every day, is gone: that is how calendar programs delete
/// one (a warning).
///
/// Empty (an error): not to be served, as for what our repetitions cannot say (EXRULE, several
/// rules).
std::optional<IcsSeries> read_ics_series(const IcsEventParts& parts, const IcsTime& time,
                                         const ParseContext& context, LineEdits& edits,
                                         Event& event, ProblemSink& problems);

}  // namespace almanach
