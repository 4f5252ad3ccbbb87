#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/boxed.hpp"
#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/occurrence_hours.hpp"
#include "parse/recurrence/set.hpp"

namespace almanach {

/// What of an event that repeats is served as an event.
struct SeriesPart {
  Day day;  ///< on which it starts unchanged
  Span span;
  Boxed<Recurrence> recurrence;             ///< empty: it takes place once
  std::optional<ChangedOccurrence> change;  ///< what is different then
};

/// `event` as that part of it.
Event make_part(const Event& event, const SeriesPart& part);

/// A series whose starts are listed. Lists are sorted.
struct ListedSeries {
  const Zone& zone;
  RecurrenceRule rule;
  OccurrenceStarts all;       ///< starts of the rule
  std::vector<WallTime> odd;  ///< those, and missing ones, that are on no usual night
  std::vector<WallTime> excluded;
  std::vector<ChangedOccurrence> changed;  ///< none is excluded
  std::optional<Span> first;               ///< of the first start, where it is not by the hours
  std::optional<WallTime> told;            ///< an odd start of which the file's author knows
  std::function<std::string(WallTime)> show_extra;  ///< how the file would add a start
};

/// Most times that a series is parted because the clock skips a start.
inline constexpr std::size_t kMostSkips = 10;

/// Parts a series, so that all calendar programs show its occurrences at the hours that people
/// read, and those only:
///  - on a night of another length an occurrence is a changed one, with an end of its own; where it
///    would be the first, it is a part of its own, since programs take the length from it;
///  - one whose start the clock shows twice is a part of its own, and excepted from the series;
///  - where the clock skips a start, the series ends before, and goes on after it as another part,
///    kMostSkips times; after that it is left whole.
/// What is missing or twice is reported at `position`. The part that stands for the whole comes
/// first, the others by their start; nothing where all is excepted. Pure; any thread.
std::vector<SeriesPart> part_series(const ListedSeries& series, const OccurrenceHours& hours,
                                    Position position, ProblemSink& problems);

/// The time that a series covers, from the first start to the last end: each change where it is,
/// nothing of what is excepted. `span_of` gives an unchanged occurrence. Empty: nothing is left.
std::optional<TimeSpan> find_covered(const Recurrence& recurrence, const Zone& zone,
                                     const OccurrenceStarts& all,
                                     const std::function<Span(WallTime)>& span_of);

}  // namespace almanach
