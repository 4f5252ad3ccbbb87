#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/civil.hpp"
#include "model/zone.hpp"
#include "render/yearly_rule.hpp"

namespace almanach {

/// One STANDARD or DAYLIGHT part of a VTIMEZONE (RFC 5545 section 3.6.5).
struct Observance {
  bool daylight = false;
  std::string name;                ///< TZNAME: "CET"
  Offset from;                     ///< TZOFFSETFROM
  Offset to;                       ///< TZOFFSETTO
  WallTime start;                  ///< DTSTART: the clock's reading, by `from`, as the change came
  std::optional<YearlyRule> rule;  ///< RRULE, without end; `start` is its first day
  /// RDATE: later changes of the same kind, rising; none beside a rule.
  std::vector<WallTime> more_changes;

  bool operator==(const Observance&) const = default;
};

/// The observances that give the zone's own offset, abbreviation and summer-time flag for each
/// instant from `first` to `last`, both included, to a reader who goes by RFC 5545 alone: one in
/// effect at `first` has its onset at or before it. In the order of their onset.
///
/// Each of them has an onset before `first`, since ruby-icalendar refuses a calendar that has an
/// event before an observance's first onset: of listed changes the last one of their kind before
/// those of the range or, where a zone does for the first time what it does, 1 January of the year
/// before the one that is in effect at `first` began; a rule is anchored earlier where that changes
/// nothing from `first` on, else the rules' changes are listed as well.
///
/// They are the fewest in which changes that follow the zone's two yearly rules are given by these
/// rules and not one by one: the two rules where the range reaches them, and one observance, with
/// its dates listed, for each kind of change that the range needs beside them. So a range that lies
/// in the years of the rules has the same two, wherever it starts and ends: for Europe/Paris from
/// 27 October 1996 on a STANDARD anchored at 1996-10-27 03:00 and a DAYLIGHT anchored at
/// 1996-03-31 02:00. Earlier in that year they are anchored in 1995.
///
/// Where a single observance has been in effect since before 1970, it starts at 1970-01-01 00:00
/// with `from` equal to `to`: the true onset is often from a local mean time with seconds, which
/// readers get wrong.
///
/// Changes are listed to 2100 at the most. Any thread.
/// Precondition: first <= last.
std::vector<Observance> find_observances(const Zone& zone, Instant first, Instant last);

/// All ranges that begin then or later have the same observances. Any thread.
Instant settled_since(const Zone& zone);

}  // namespace almanach
