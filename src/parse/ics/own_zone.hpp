#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/component_tree.hpp"
#include "model/zone.hpp"
#include "parse/context.hpp"

namespace almanach {

/// A zone that only a calendar file knows, as its VTIMEZONE describes it (RFC 5545 section 3.6.5).
/// To the year 2200; before its first observance the offset is the one that this follows upon.
class OwnZone {
 public:
  /// Empty (an error) where the component describes no zone: without an observance, an offset or a
  /// start, or with a rule that is not yearly.
  static std::optional<OwnZone> read(const CalendarComponent& component, WorkBudget& work,
                                     ProblemSink& problems);

  /// As Zone::place(), instant only.
  Instant place(WallTime wall) const;
  WallTime wall_time(Instant instant) const;

  /// What of the component tells the clock, unfolded, each line ended by a newline: what
  /// Event::kept_lines has.
  const std::string& text() const { return text_; }

  /// A zone of the system's whose clock shows the same from `from` to `to`, `preferred` if that is
  /// one. Empty where there is none. The search is counted in `work`.
  std::optional<Zone> find_twin(Instant from, Instant to, const Zone& preferred,
                                WorkBudget& work) const;

 private:
  Offset offset_at(Instant instant) const;
  bool is_like(const Zone& zone, Instant from, Instant to) const;

  std::vector<std::pair<Instant, Offset>> onsets_;  ///< sorted; the offset from then on
  Offset first_{};                                  ///< before them
  std::string text_;
};

}  // namespace almanach
