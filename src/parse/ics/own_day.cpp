#include "parse/ics/own_day.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace almanach {
namespace {

/// A time of the zone of `like` that its clock alone tells, or in UTC.
std::string write_instant(std::string_view name, Instant instant, const IcsMoment& like) {
  const WallTime wall = like.zone.wall_time(instant);
  if (like.zone.place(wall) == instant) return write_time(name, wall, like);
  return std::string(name) + ':' + format_ics_date({Zone().wall_time(instant), true, true});
}

}  // namespace

LineEdits move_time(const IcsTime& time, const Span& span, LineEdits edits) {
  edits.leave_out(time.end_property);
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    edits.lines[time.start_property] = write_time("DTSTART", WallTime(days->first), time.start);
    edits.added = {write_time("DTEND", WallTime(days->last + 1), time.start)};
    return edits;
  }
  const TimeSpan& hours = std::get<TimeSpan>(span);
  edits.lines[time.start_property] = write_instant("DTSTART", hours.start, time.start);
  edits.added = {write_instant("DTEND", hours.end, time.start)};
  return edits;
}

}  // namespace almanach
