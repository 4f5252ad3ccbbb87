#include "parse/ics/times.hpp"

#include <fmt/format.h>

namespace almanach {
namespace {

class TimeReader {
 public:
  TimeReader(const CalendarComponent& component, IcsZones& zones, const ParseContext& context,
             LineEdits& edits, ProblemSink& problems)
      : component_(component),
        zones_(zones),
        context_(context),
        edits_(edits),
        problems_(problems) {}

  std::optional<IcsTime> read() {
    time_.start_property = component_.find("DTSTART");
    if (time_.start_property == nullptr) {
      problems_.error(component_.position, "the event has no DTSTART",
                      "write DTSTART;TZID=Europe/Paris:20260510T140000, or "
                      "DTSTART;VALUE=DATE:20260510 for a whole day");
      return std::nullopt;
    }
    const auto start = read_moment(*time_.start_property, zones_, problems_);
    if (!start) return std::nullopt;
    time_.start = *start;
    edits_.lines[time_.start_property] = publish_time(*time_.start_property, *start);
    remark_on_start();
    const PropertyLine* end = component_.find("DTEND");
    const PropertyLine* duration = component_.find("DURATION");
    if (end != nullptr && duration != nullptr) {
      problems_.warn(duration->position(), "both DTEND and DURATION: DTEND counts",
                     "keep one of them");
      edits_.leave_out(duration);
      duration = nullptr;
    }
    time_.end_property = end != nullptr ? end : duration;
    const bool good = end != nullptr        ? read_end(*end)
                      : duration != nullptr ? read_duration_of(*duration)
                                            : assume_end();
    return good ? std::optional(std::move(time_)) : std::nullopt;
  }

 private:
  Day first_day() const { return Day(time_.start.date.wall); }

  void remark_on_start() {
    const IcsMoment& start = time_.start;
    const Position position = time_.start_property->value_position();
    const auto year = start.date.wall.year();
    if (year < 1970 || year > 2100) {
      problems_.warn(position, fmt::format("the start is in {}, outside 1970 to 2100", year),
                     "check the year");
    }
    if (!start.has_time() || start.date.utc || start.zone.own) return;
    const Placement::Kind kind = start.zone.zone.place(start.date.wall).kind;
    if (kind == Placement::Kind::unique) return;
    const bool skipped = kind == Placement::Kind::skipped;
    problems_.warn(position,
                   fmt::format("{} {} {}: the clock is put {} over it", format_ics_date(start.date),
                               skipped ? "does not exist in" : "is twice in", start.zone.name,
                               skipped ? "forward" : "back"),
                   "write the time in UTC, as 20260329T013000Z, if another is meant");
  }

  bool read_end(const PropertyLine& property) {
    const auto end = read_moment(property, zones_, problems_, time_.named_zone());
    if (!end) return false;
    if (end->has_time() != time_.start.has_time()) {
      problems_.error(property.value_position(),
                      end->has_time() ? "DTEND has a time of day, DTSTART has none"
                                      : "DTSTART has a time of day, DTEND has none",
                      "write both alike");
      return false;
    }
    edits_.lines[&property] = publish_time(property, *end);
    if (!end->has_time()) return take_days(Day(end->date.wall) - first_day(), property);
    if (end->instant < time_.start.instant) return refuse_order(property);
    if (end->instant == time_.start.instant) return assume_end();
    time_.span = TimeSpan{time_.start.instant, end->instant};
    return true;
  }

  bool refuse_order(const PropertyLine& property) {
    problems_.error(
        property.value_position(),
        fmt::format("the event ends before it starts ({})", format_ics_date(time_.start.date)),
        "exchange DTSTART and DTEND, or correct the one that is wrong");
    return false;
  }

  bool take_days(absl::civil_diff_t days, const PropertyLine& property) {
    if (days < 0) return refuse_order(property);
    if (days == 0) return assume_end();
    time_.span = DaySpan{first_day(), first_day() + (days - 1)};
    return true;
  }

  bool read_duration_of(const PropertyLine& property) {
    const auto duration = read_ics_duration(property.value);
    const bool fits = duration && (time_.start.has_time() || duration->time.count() == 0);
    if (!fits) {
      problems_.error(property.value_position(),
                      fmt::format("DURATION: \"{}\" is no length of {}", property.value,
                                  time_.start.has_time() ? "time" : "whole days"),
                      time_.start.has_time() ? "write PT1H30M" : "write P1D");
      return false;
    }
    if (duration->is_zero()) return assume_end();
    if (!time_.start.has_time()) return take_days(duration->days, property);
    time_.by_length = duration->days == 0;
    const IcsMoment& start = time_.start;
    // Days are those of the calendar, whatever the clock does in between.
    const WallTime day(WallTime(first_day() + duration->days) +
                       (start.date.wall - WallTime(first_day())));
    time_.span = TimeSpan{start.instant, start.zone.place(day) + duration->time};
    return true;
  }

  /// Without an end, or with one that is none: programs show nothing, or half an hour, or refuse.
  bool assume_end() {
    const IcsMoment& start = time_.start;
    const auto length = context_.config.default_duration;
    const Position position =
        (time_.end_property != nullptr ? time_.end_property : time_.start_property)
            ->value_position();
    edits_.leave_out(time_.end_property);
    if (!start.has_time()) {
      time_.span = DaySpan{first_day(), first_day()};
      edits_.added.push_back(write_time("DTEND", WallTime(first_day() + 1), start));
      // RFC 5545 section 3.6.1 says so too where there is no end at all.
      if (time_.end_property == nullptr) return true;
      problems_.warn(position, "the event ends where it starts: it is served as one day",
                     fmt::format("write DTEND;VALUE=DATE:{}, the day after the last one",
                                 format_ics_date({WallTime(first_day() + 1), false, false})));
      return true;
    }
    const Instant end = start.instant + length;
    time_.end_is_assumed = true;
    time_.span = TimeSpan{start.instant, end};
    edits_.added.push_back(write_time("DTEND", start.zone.wall_time(end), start));
    problems_.warn(position,
                   fmt::format("nothing is known of an end: {} minutes are assumed",
                               std::chrono::duration_cast<std::chrono::minutes>(length).count()),
                   "write DTEND, or DURATION:PT1H30M");
    return true;
  }

  const CalendarComponent& component_;
  IcsZones& zones_;
  const ParseContext& context_;
  LineEdits& edits_;
  ProblemSink& problems_;
  IcsTime time_;
};

}  // namespace

std::optional<IcsTime> read_ics_time(const CalendarComponent& component, IcsZones& zones,
                                     const ParseContext& context, LineEdits& edits,
                                     ProblemSink& problems) {
  return TimeReader(component, zones, context, edits, problems).read();
}

}  // namespace almanach
