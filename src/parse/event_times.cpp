#include "parse/event_times.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "config/duration.hpp"
#include "parse/date_cursor.hpp"
#include "parse/zone_words.hpp"

namespace almanach {
namespace {

/// Turns hours into times of the dates.
class HoursMover {
 public:
  HoursMover(const EventHours& hours, ScheduleFacts& facts) : hours_(hours), facts_(facts) {}

  /// An offset beside the hours, or another zone than the event's.
  void move_both() {
    if (!hours_.hours) return;
    const HoursField& field = *hours_.hours;
    const Day first = facts_.start ? facts_.start->date.day() : facts_.end->date.day();
    const bool has_last = facts_.start && facts_.end;
    const Day last = has_last ? facts_.end->date.day() : first;
    facts_.start =
        DatedField{"", field.position, at(first, field.opening, hours_.opening_offset), ""};
    if (field.closing) {
      const bool overnight = *field.closing <= field.opening && last == first;
      facts_.end =
          DatedField{"", field.position,
                     at(overnight ? last + 1 : last, *field.closing, hours_.closing_offset), ""};
    } else if (!has_last) {
      facts_.end.reset();
    }
    facts_.hours.reset();
  }

  void move_closing() {
    if (!hours_.closing_alone) return;
    const HoursField& closing = *hours_.closing_alone;
    const bool timed = facts_.end && !facts_.end->date.is_bare_midnight();
    if (timed || !facts_.start) return;
    const WrittenDate& start = facts_.start->date;
    Day day = facts_.end ? facts_.end->date.day() : start.day();
    const bool overnight = WallTime(day) + seconds_of(closing.opening) <= start.wall;
    if (overnight && start.has_time) day = day + 1;
    WrittenDate end = at(day, closing.opening, hours_.closing_offset);
    if (!end.offset && start.has_time) {
      end.offset = start.offset;
      end.zulu = start.zulu;
    }
    facts_.end = DatedField{"", closing.position, end, ""};
  }

 private:
  WrittenDate at(Day day, ClockTime time, const std::optional<Offset>& offset) const {
    WrittenDate date;
    date.wall = WallTime(day) + seconds_of(time);
    date.has_time = true;
    date.ends_day = seconds_of(time) == kDaySeconds;
    date.offset = offset;
    if (!offset && hours_.zone) {
      date.offset = hours_.zone->state(hours_.zone->place(date.wall).instant).offset;
      date.zulu = true;
    }
    return date;
  }

  const EventHours& hours_;
  ScheduleFacts& facts_;
};

bool is_timed(const std::optional<DatedField>& field) {
  return field && !field->date.is_bare_midnight();
}

}  // namespace

void apply_hours(const EventHours& hours, bool is_zone_given, ScheduleFacts& facts, Zone& zone) {
  facts.hours = hours.hours;
  if (hours.length && !facts.duration) {
    facts.duration = hours.length;
    facts.duration_position = hours.length_position;
  }
  if (hours.last_day && !facts.end && facts.hours) {
    WrittenDate last;
    last.wall = WallTime(*hours.last_day);
    facts.end = DatedField{"", facts.hours->position, last, ""};
  }
  const bool other_zone = hours.zone && !(*hours.zone == zone);
  if (other_zone && !is_zone_given && !is_timed(facts.start)) zone = *hours.zone;
  HoursMover mover(hours, facts);
  const bool moves =
      hours.opening_offset || hours.closing_offset || (hours.zone && !(*hours.zone == zone));
  if (moves) mover.move_both();
  mover.move_closing();
}

void make_whole_days(ScheduleFacts& facts, const Zone& zone) {
  for (std::optional<DatedField>* field : {&facts.start, &facts.end}) {
    if (!*field) continue;
    WrittenDate& date = (*field)->date;
    Day day = date.day();
    if (!date.is_bare_midnight()) day = Day(zone.wall_time(place_date(date, zone)));
    if (date.ends_day) day = day - 1;
    date = WrittenDate();
    date.wall = WallTime(day);
  }
  facts.hours.reset();
  facts.duration.reset();
}

std::optional<std::chrono::seconds> read_event_length(std::string_view text) {
  constexpr std::size_t kMostDigits = 5;
  constexpr int kDayMinutes = 24 * 60;
  DateCursor cursor{trim(text)};
  const auto minutes = cursor.number(1, kMostDigits);
  if (!minutes || !cursor.done()) return read_duration(text);
  // Tools write 1:30 as 5400 seconds: a length of days that are none is refused.
  if (*minutes > kDayMinutes && *minutes % kDayMinutes != 0) return std::nullopt;
  return std::chrono::seconds(std::chrono::minutes(*minutes));
}

}  // namespace almanach
