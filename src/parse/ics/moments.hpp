#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/component_tree.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/values.hpp"
#include "parse/ics/zones.hpp"

namespace almanach {

/// A day, or a time in a zone, as a property of a calendar file has it.
struct IcsMoment {
  IcsDate date;
  IcsZone zone;     ///< of a time; UTC where it is written with a Z
  Instant instant;  ///< of a time

  bool has_time() const { return date.has_time; }
};

/// A time and what follows it (RFC 5545 section 3.3.9); a moment of a list that has no periods is
/// without an end.
struct IcsPeriod {
  IcsMoment start;
  std::optional<Instant> end;  ///< after the start
};

/// Reads the one value of a property. Empty (an error) for what is no date and for a zone that
/// nobody knows. A time without a zone is one of `beside` (a warning), the zone that the event's
/// start names; where that is null, of the calendar's.
std::optional<IcsMoment> read_moment(const PropertyLine& property, IcsZones& zones,
                                     ProblemSink& problems, const IcsZone* beside = nullptr);

/// The same of the list that a property may have, of dates, times or periods.
std::optional<std::vector<IcsPeriod>> read_periods(const PropertyLine& property, IcsZones& zones,
                                                   ProblemSink& problems,
                                                   const IcsZone* beside = nullptr);

/// The property's line as it is published: as it stands, but for the zone, which is named as in the
/// calendars that are served, and a VALUE=DATE that is missing. `moment` is its value.
std::string publish_time(const PropertyLine& property, const IcsMoment& moment);

/// The lines of a property whose value is a list, as publish_time() writes them, parted by
/// newlines: a line for each of `moments`, since some readers take the first of a list only.
std::string publish_times(const PropertyLine& property, const std::vector<IcsPeriod>& moments);

/// A line of ours, in the form that `like` has: "EXDATE;TZID=Europe/Paris:20270113T183000".
/// Precondition: a time, where `like` is one.
std::string write_time(std::string_view name, WallTime wall, const IcsMoment& like);

/// Notes in `edits` how lines that are not read otherwise name their zones. One in a zone that
/// nobody knows is left out (a warning).
void name_zones(const CalendarComponent& component, IcsZones& zones, LineEdits& edits,
                ProblemSink& problems);

}  // namespace almanach
