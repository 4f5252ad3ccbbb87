#pragma once

#include <optional>
#include <string>

#include "parse/context.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// The dates of an event, as its file writes them.
struct EventDates {
  std::optional<DatedField> start;
  std::optional<DatedField> end;
  bool is_faulty = false;    ///< an error was reported
  bool is_left_out = false;  ///< the file says that the day is not known (a warning): no event
};

/// Reads the start and the end. One value may hold both ("du 3 au 5 juin 2027", `time: [{start,
/// end}]`); an end may be a time alone ("16:00"), and so may a start beside a day of its own. Pure;
/// any thread.
EventDates read_event_dates(const YamlNode& front_matter, const ParseContext& context,
                            ProblemSink& problems);

/// The zone of the event, which is `own` or the one named behind its times where the file does not
/// give it in a key of its own: then a date of another zone gets its offset. Empty (an error): what
/// is named is not known. Pure; any thread.
std::optional<Zone> settle_zone(EventDates& dates, const Zone& own, bool is_own_given,
                                ProblemSink& problems);

/// Tells where a zone word is that of the other season ("EST" in July): local times count, not the
/// offset. Any thread.
void remark_on_season(const std::string& word, const Zone& zone, WallTime wall, Position position,
                      ProblemSink& problems);

}  // namespace almanach
