#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "model/civil.hpp"
#include "model/zone.hpp"
#include "render/yearly_rule.hpp"

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

/// The end of a zone's changes where two yearly rules take turns without exception.
struct YearlyTail {
  std::size_t start = 0;            ///< the first change that follows its rule, as do all after it
  std::array<YearlyRule, 2> rules;  ///< the rule of changes[start], then that of changes[start + 1]
};

/// What a zone's clock went through and will go through.
struct ZoneHistory {
  std::vector<ZoneChange> changes;  ///< rising; from the zone's first change to the end of 2100
  /// Empty when the zone does not change its clock twice each year up to 2100, or by rules that one
  /// RRULE cannot say (Africa/Cairo's: on the day after a month's last Thursday, which may be the
  /// next month's).
  std::optional<YearlyTail> tail;
};

/// The history of `zone`, traced (some 100 µs) when it is first asked for and kept, as the zone
/// data is, for the life of the process. Any thread.
const ZoneHistory& zone_history(const Zone& zone);

}  // namespace almanach
