#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "model/recurrence.hpp"
#include "model/zone.hpp"

namespace almanach {

/// What a change of the clock makes of an occurrence.
enum class Night {
  usual,      ///< its hours are as long as they look
  missing,    ///< the clock skips its start: it does not take place (RFC 5545 section 3.3.10)
  doubled,    ///< the clock shows its start twice
  other_end,  ///< its hours are longer or shorter than they look, or the clock shows its end twice
              ///< or not at all: calendar programs do not agree on when it ends
};

/// The hours of a series as people read them: from the same reading of the clock to the same, on
/// each day. A value but for the zone, which is borrowed. Pure; any thread.
class OccurrenceHours {
 public:
  /// As `first` has them, whose start is `start` on the zone's clock: another reading than that of
  /// its instant where the clock skips it. `by_length`: the file gives a length and no end.
  OccurrenceHours(const Zone& zone, const Span& first, WallTime start, bool by_length);

  /// On the clock; of whole days from the first day to the last.
  std::chrono::seconds length() const { return length_; }

  Night night_of(WallTime start) const;

  /// The occurrence that starts at `start`, which is not missing; of a doubled one the first pass.
  Span span_at(WallTime start) const;

  /// The starts from `first` on that are on no usual night: on each day at `times` (seconds), up to
  /// `last`. Sorted. Nothing for whole days.
  std::vector<WallTime> odd_starts(const std::vector<int>& times, WallTime first,
                                   Instant last) const;

 private:
  const Zone& zone_;
  bool whole_days_;
  std::chrono::seconds length_;
};

}  // namespace almanach
