#include "parse/ics/series_clock.hpp"

namespace almanach {

bool SeriesClock::skips_start() const {
  const IcsDate& written = time_.start.date;
  return written.has_time && !written.utc &&
         zone_.place(written.wall).kind == Placement::Kind::skipped;
}

WallTime SeriesClock::start() const {
  return has_whole_days() || skips_start() ? time_.start.date.wall : on_clock(time_.start);
}

WallTime SeriesClock::on_clock(const IcsMoment& moment) const {
  if (!moment.has_time()) return moment.date.wall;
  const WallTime wall = zone_.wall_time(moment.instant);
  return has_whole_days() ? WallTime(Day(wall)) : wall;
}

NamedDate SeriesClock::name(const IcsMoment& moment, Position position) const {
  return {{on_clock(moment), moment.has_time(), {}, false},
          position,
          format_ics_date(moment.date),
          moment.has_time() && !has_whole_days()};
}

WallTime SeriesClock::start_on(const IcsMoment& moment) const {
  const WallTime wall = on_clock(moment);
  if (moment.has_time() || has_whole_days()) return wall;
  return wall + (time_.start.date.wall - WallTime(Day(time_.start.date.wall)));
}

bool SeriesClock::is_like_start(const IcsMoment& moment) const {
  const IcsMoment& start = time_.start;
  return moment.has_time() == start.has_time() &&
         (has_whole_days() ||
          (moment.date.utc == start.date.utc && moment.zone.name == start.zone.name));
}

}  // namespace almanach
