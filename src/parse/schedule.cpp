#include "parse/schedule.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <utility>

namespace almanach {
namespace {

std::string format_day(Day day) {
  return fmt::format("{:04}-{:02}-{:02}", day.year(), day.month(), day.day());
}

std::string format_wall(WallTime wall) {
  return fmt::format("{} {:02}:{:02}", format_day(Day(wall)), wall.hour(), wall.minute());
}

WallTime at(Day day, ClockTime time) {
  return WallTime(day) + seconds_of(time);
}

ClockTime clock_of(WallTime wall) {
  return {wall.hour(), wall.minute()};
}

/// A date of the facts on the zone's clock.
struct LocalDate {
  const DatedField* field = nullptr;
  WallTime wall;       ///< midnight for a bare midnight, by the digits as written
  bool timed = false;  ///< a time of day is known
  Instant instant;     ///< of `wall`, told apart where the clock shows it twice

  Day day() const { return Day(wall); }
};

class Resolver {
 public:
  Resolver(const ScheduleFacts& facts, const Zone& zone, std::chrono::seconds default_duration)
      : facts_(facts), zone_(zone), default_duration_(default_duration) {}

  Schedule resolve() {
    has_picked_days_ = are_picked_days();
    if (facts_.start) start_ = localize(*facts_.start);
    if (facts_.end) end_ = localize(*facts_.end);
    if (!start_) {
      // An end date alone stands for the day.
      start_ = LocalDate{end_->field, WallTime(end_->day()), false,
                         zone_.place(WallTime(end_->day())).instant};
      end_.reset();
    }
    if (end_ && end_->day() < start_->day()) {
      refuse_order(format_wall(start_->wall));
      return finish(std::nullopt);
    }
    if (facts_.hours) return finish(resolve_with_hours(*facts_.hours));
    return finish(start_->timed ? resolve_timed() : resolve_days());
  }

 private:
  /// A date picker's local midnight, written in UTC: "2026-05-09T22:00:00.000Z" in Paris.
  bool is_picked_day(const DatedField& field) const {
    if (!field.date.zulu || field.date.is_bare_midnight()) return false;
    const WallTime local = zone_.wall_time(place_date(field.date, zone_));
    return local == WallTime(Day(local));
  }

  bool are_picked_days() const {
    const auto is_day = [&](const std::optional<DatedField>& field) {
      return !field || is_picked_day(*field) || !field->date.has_time;
    };
    return is_day(facts_.start) && is_day(facts_.end);
  }

  LocalDate localize(const DatedField& field) {
    const bool timed = !field.date.is_bare_midnight();
    const Instant instant = place_date(field.date, zone_);
    if (has_picked_days_ && is_picked_day(field)) return localize_picked(field, instant);
    if (field.date.ends_day && !field.date.offset) {
      const WallTime day = field.date.wall - kDaySeconds;
      return {&field, day, false, zone_.place(day).instant};
    }
    check_offset(field, instant);
    if (!timed) return {&field, field.date.wall, false, zone_.place(field.date.wall).instant};
    if (!field.date.offset) {
      check_existence(field.date.wall, field.position);
      if (facts_.start && &field == &*facts_.start) note_skipped_start(field.date.wall);
    }
    return {&field, zone_.wall_time(instant), true, instant};
  }

  LocalDate localize_picked(const DatedField& field, Instant instant) {
    const WallTime local = zone_.wall_time(instant);
    if (!facts_.hours) {
      warn(
          field.position,
          fmt::format("this is midnight of {} in {}, as date pickers write a day: the whole day is "
                      "served",
                      format_day(Day(local)), zone_.name()),
          fmt::format("write {}; for that time of day, {} 00:01", format_day(Day(local)),
                      format_day(Day(local))));
    }
    return {&field, local, false, instant};
  }

  void check_offset(const DatedField& field, Instant instant) {
    if (!field.date.offset || field.date.zulu) return;
    const Offset actual = zone_.state(instant).offset;
    if (actual == *field.date.offset) return;
    const bool timed = !field.date.is_bare_midnight();
    warn(field.position,
         fmt::format("the offset {} is not that of {} on {}, which is {}",
                     format_offset(*field.date.offset), zone_.name(), format_day(field.date.day()),
                     format_offset(actual)),
         timed ? fmt::format("it is taken as {} there; if {} is meant, leave the offset away",
                             format_wall(zone_.wall_time(instant)), format_wall(field.date.wall))
               : "leave the offset away");
  }

  void note_skipped_start(WallTime wall) {
    const bool skipped = zone_.place(wall).kind == Placement::Kind::skipped;
    schedule_.skipped_start = skipped ? std::optional(wall) : std::nullopt;
  }

  void check_existence(WallTime wall, Position position) {
    const Placement placement = zone_.place(wall);
    if (placement.kind == Placement::Kind::skipped) {
      warn(position,
           fmt::format("{} does not exist in {}: the clock is put forward over it",
                       format_wall(wall), zone_.name()),
           fmt::format("it is taken as {}; a series has no occurrence then",
                       format_wall(zone_.wall_time(placement.instant))));
    } else if (placement.kind == Placement::Kind::repeated) {
      warn(position,
           fmt::format("{} is twice in {}: the clock is put back over it", format_wall(wall),
                       zone_.name()),
           "the first is taken; write the date with its offset to say which");
    }
  }

  /// Whole days, the last one included.
  std::optional<Span> resolve_days() {
    if (end_ && end_->timed) {
      warn(end_->field->position,
           fmt::format(
               "the end has a time of day ({}) but the start has none: whole days are served",
               format_clock(clock_of(end_->wall))),
           "write the start with its time too, or the hours (Horaires)");
    }
    const Day last = end_ ? end_->day() : start_->day();
    if (facts_.duration && !end_) return days_of_duration();
    return DaySpan{start_->day(), last};
  }

  std::optional<Span> days_of_duration() {
    const std::int64_t seconds = facts_.duration->count();
    if (seconds % kDaySeconds == 0 && seconds > 0)
      return DaySpan{start_->day(), start_->day() + (seconds / kDaySeconds - 1)};
    warn(facts_.duration_position,
         "a duration in hours needs a start with a time of day: the whole day is served",
         "write the time of day with the start date");
    return DaySpan{start_->day(), start_->day()};
  }

  std::optional<Span> resolve_timed() {
    if (!end_) return from_start_on(start_->instant);
    if (end_->timed) return until(end_->instant, start_->instant);
    if (end_->field->date.ends_day)
      return until(zone_.place(WallTime(end_->day() + 1)).instant, start_->instant);
    // The end is a day without a time. The midnight right after an evening is a time all the same.
    if (end_->field->date.has_time && end_->day() == start_->day() + 1)
      return until(end_->instant, start_->instant);
    if (end_->day() == start_->day()) return from_start_on(start_->instant);
    warn(end_->field->position, "no end time: the last day is served to its end",
         "write the end with its time of day, or the hours (Horaires)");
    return TimeSpan{start_->instant, zone_.place(WallTime(end_->day() + 1)).instant};
  }

  /// The end is not known, or only by a duration.
  std::optional<Span> from_start_on(Instant start) {
    return assume_end(start, *start_->field, "no end");
  }

  /// `why` is told at `field`, unless a duration says it.
  std::optional<Span> assume_end(Instant start, const DatedField& field, std::string_view why) {
    schedule_.by_length = true;
    if (facts_.duration && facts_.duration->count() > 0)
      return TimeSpan{start, start + *facts_.duration};
    warn(field.position,
         fmt::format("{}: {} min are assumed", why,
                     std::chrono::duration_cast<std::chrono::minutes>(default_duration_).count()),
         "write the end date with its time, a duration, or the hours (Horaires: 14h-17h30)");
    schedule_.end_is_assumed = true;
    return TimeSpan{start, start + default_duration_};
  }

  std::optional<Span> until(Instant end, Instant start) {
    if (end == start)
      return assume_end(start, end_ ? *end_->field : *start_->field, "the end is the beginning");
    if (end < start) {
      refuse_order(format_wall(zone_.wall_time(start)));
      return std::nullopt;
    }
    return TimeSpan{start, end};
  }

  std::optional<Span> resolve_with_hours(const HoursField& hours) {
    const WallTime opening = at(start_->day(), hours.opening);
    const bool start_agrees = !start_->timed || start_->wall == opening;
    const Instant start =
        start_->timed && start_agrees ? start_->instant : zone_.place(opening).instant;
    if (!start_agrees) disagree(start_->field->position, "starts", start_->wall, hours);
    if (!start_->timed) check_existence(opening, hours.position);
    if (!start_->timed || !start_agrees) note_skipped_start(opening);
    if (!hours.closing) return end_with_opening_only(start);

    const WallTime closing = closing_time(hours);
    const bool end_agrees = !end_ || !end_->timed || end_->wall == closing;
    if (!end_agrees) disagree(end_->field->position, "ends", end_->wall, hours);
    const Instant end =
        end_ && end_->timed && end_agrees ? end_->instant : zone_.place(closing).instant;
    schedule_.daily_hours = Day(closing) > start_->day() + 1 ||
                            (end_ && end_->day() > start_->day() && *hours.closing > hours.opening);
    return until(end, start);
  }

  std::optional<Span> end_with_opening_only(Instant start) {
    if (end_ && end_->timed) return until(end_->instant, start);
    if (!end_ || end_->day() == start_->day()) return from_start_on(start);
    schedule_.daily_hours = true;
    warn(end_->field->position, "no end time: the last day is served to its end",
         "write the hours to their end (Horaires: 14h-17h30)");
    return TimeSpan{start, zone_.place(WallTime(end_->day() + 1)).instant};
  }

  /// The last closing. Past midnight it is of the day after the last day, unless the end date is
  /// that day already.
  WallTime closing_time(const HoursField& hours) const {
    const Day last = end_ ? end_->day() : start_->day();
    const bool overnight = *hours.closing <= hours.opening;
    if (!overnight || (hours.apart && last > start_->day())) return at(last, *hours.closing);
    const bool end_is_next_day = end_ && end_->day() == start_->day() + 1;
    const bool end_says_so = end_ && end_->timed && clock_of(end_->wall) == *hours.closing &&
                             end_->day() > start_->day();
    return at(end_is_next_day || end_says_so ? last : last + 1, *hours.closing);
  }

  void disagree(Position position, const char* what, WallTime wall, const HoursField& hours) {
    warn(position,
         fmt::format("hours disagree: the event {} at {} by its date, but people read \"{}\"", what,
                     format_clock(clock_of(wall)), hours.text),
         fmt::format("the hours on line {} are served; correct the one or the other",
                     hours.position.line));
  }

  void refuse_order(const std::string& start) {
    schedule_.problems.push_back(
        {Severity::error, "", end_->field->position.line, end_->field->position.column,
         fmt::format("the end ({}) is before the start ({})", format_wall(end_->wall), start),
         fmt::format("write an {} later than the start", end_->field->name)});
  }

  Schedule finish(std::optional<Span> span) {
    if (!span) return std::move(schedule_);
    schedule_.span = span;
    const int year = static_cast<int>(start_->day().year());
    if (year < 1970 || year > 2100) {
      warn(start_->field->position, fmt::format("the start is in {}, outside 1970 to 2100", year),
           "many calendar programs cannot show it; check the year");
    }
    return std::move(schedule_);
  }

  void warn(Position position, std::string message, std::string hint) {
    schedule_.problems.push_back({Severity::warning, "", position.line, position.column,
                                  std::move(message), std::move(hint)});
  }

  const ScheduleFacts& facts_;
  const Zone& zone_;
  std::chrono::seconds default_duration_;
  std::optional<LocalDate> start_;
  std::optional<LocalDate> end_;
  bool has_picked_days_ = false;
  Schedule schedule_;
};

}  // namespace

Schedule resolve_schedule(const ScheduleFacts& facts, const Zone& zone,
                          std::chrono::seconds default_duration) {
  return Resolver(facts, zone, default_duration).resolve();
}

}  // namespace almanach
