#pragma once

#include <vector>

#include "model/civil.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A change of a zone's clock.
struct ZoneChange {
  Instant at;
  Offset from;
  ZoneState to;
  WallTime wall;  ///< what the clock showed, by `from`, as the change came

  /// Whether both say the same of the clock, each at its own time.
  bool same_kind(const ZoneChange& other) const { return from == other.from && to == other.to; }
};

/// Changes of clocks are known to the end of this year.
inline constexpr int kLastYearOfZones = 2100;

/// The changes of `zone`, rising, from its first one to the end of 2100; traced (some 100 µs) when
/// they are first asked for, and kept for the life of the process, for each edition of the zone.
/// Any thread.
const std::vector<ZoneChange>& zone_changes(const Zone& zone);

}  // namespace almanach
