#include "render/timestamp.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace almanach {
namespace {

std::string format_wall_time(WallTime wall) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", wall.year(), wall.month(), wall.day(),
                     wall.hour(), wall.minute(), wall.second());
}

}  // namespace

std::string format_timestamp(Instant instant, const Zone& zone) {
  const auto seconds = zone.state(instant).offset.count();
  if (zone == Zone() || seconds % 60 != 0) return format_timestamp(instant);
  const auto minutes = std::abs(seconds) / 60;
  return fmt::format("{}{}{:02}:{:02}", format_wall_time(zone.wall_time(instant)),
                     seconds < 0 ? '-' : '+', minutes / 60, minutes % 60);
}

std::string format_timestamp(Instant instant) {
  return format_wall_time(Zone().wall_time(instant)) + 'Z';
}

SpanText format_span(const Span& span, const Zone& zone, SpanEnd end) {
  if (const auto* days = std::get_if<DaySpan>(&span)) {
    return {format_day(days->first),
            format_day(end == SpanEnd::last ? days->last : days->last + 1)};
  }
  const TimeSpan& time = std::get<TimeSpan>(span);
  return {format_timestamp(time.start, zone), format_timestamp(time.end, zone)};
}

}  // namespace almanach
