#pragma once

#include "model/zone.hpp"
#include "parse/ics/moments.hpp"
#include "parse/ics/times.hpp"
#include "parse/recurrence/dates.hpp"

namespace almanach {

/// Where the dates of a series of a calendar file are on the clock that tells its occurrences. What
/// it gets is borrowed. Pure; any thread.
class SeriesClock {
 public:
  /// `time`: of the event, which is in `zone`.
  SeriesClock(const IcsTime& time, const Zone& zone) : time_(time), zone_(zone) {}

  bool has_whole_days() const { return !time_.start.has_time(); }

  /// The event's start, as DTSTART has it: the clock may skip that reading. Midnight for whole
  /// days.
  WallTime start() const;
  bool skips_start() const;

  /// What a date names: an EXDATE, a RECURRENCE-ID.
  NamedDate name(const IcsMoment& moment, Position position) const;

  /// The start of an occurrence that a date names: a day stands for the time that the event has.
  WallTime start_on(const IcsMoment& moment) const;

  /// Whether a date of that form tells an occurrence to all programs.
  bool is_like_start(const IcsMoment& moment) const;

 private:
  WallTime on_clock(const IcsMoment& moment) const;

  const IcsTime& time_;
  const Zone& zone_;
};

}  // namespace almanach
