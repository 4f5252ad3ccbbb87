#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/event.hpp"
#include "parse/ics/kept_text.hpp"
#include "parse/ics/parts.hpp"
#include "parse/ics/series_clock.hpp"

namespace almanach {

/// The changed occurrences of a series of a calendar file: VEVENTs with a RECURRENCE-ID. They are
/// known by their place in IcsEventParts::changes. What it gets is borrowed. One thread.
class SeriesChanges {
 public:
  /// `event` has the texts of the series.
  SeriesChanges(const std::vector<IcsPart>& parts, const IcsTime& time, const SeriesClock& clock,
                const ParseContext& context, const Event& event, ProblemSink& problems)
      : parts_(parts),
        time_(time),
        clock_(clock),
        context_(context),
        event_(event),
        problems_(problems) {}

  /// Which occurrence a change names; empty (an error) for more than one of them.
  std::optional<NamedDate> read_name(std::size_t change);

  /// What a change, whose name was read, says of the occurrence at `original`; empty (an error)
  /// where what it says of the time is nonsense. The last one of an occurrence counts.
  std::optional<ChangedOccurrence> read(std::size_t change, WallTime original);

  /// The change of that occurrence; empty: none was read.
  std::optional<std::size_t> find(WallTime original) const;

  /// Its VEVENT, as Event::kept_lines has it; empty: none was read.
  std::string keep(WallTime original) const;

 private:
  void read_difference(const IcsPart& part, ChangedOccurrence& change) const;

  const std::vector<IcsPart>& parts_;
  const IcsTime& time_;
  const SeriesClock& clock_;
  const ParseContext& context_;
  const Event& event_;
  ProblemSink& problems_;
  std::map<std::size_t, IcsMoment> names_;
  std::map<WallTime, std::pair<std::size_t, LineEdits>> read_;  ///< by original
};

}  // namespace almanach
