#pragma once

#include <string>

#include "model/event.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/parts.hpp"
#include "parse/ics/times.hpp"

namespace almanach {

/// Reads how an event of a calendar file repeats and which occurrences are changed, and sets its
/// zone, `event.recurrence` and, where the series begins elsewhere, `event.span`; the other members
/// are set. `edits` gets what has to stand otherwise in the main component. All that tells an
/// occurrence has to be of DTSTART's kind and zone, or programs show it twice: where it is not, the
/// line is written anew. A repetition of a single occurrence is taken away.
///
/// What comes back: the VEVENTs of the changed occurrences, as Event::kept_lines has them. Empty
/// (an error): not to be served, as for what our repetitions cannot say (EXRULE, several rules,
/// periods).
std::optional<std::string> read_ics_series(const IcsEventParts& parts, const IcsTime& time,
                                           const ParseContext& context, LineEdits& edits,
                                           Event& event, ProblemSink& problems);

}  // namespace almanach
