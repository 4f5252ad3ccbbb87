#include "render/vtimezone.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "render/observances.hpp"

namespace almanach {
namespace {

using Text = std::back_insert_iterator<std::string>;

std::string format_wall_time(const WallTime& time) {
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}", time.year(), time.month(), time.day(),
                     time.hour(), time.minute(), time.second());
}

std::string format_offset(Offset offset) {
  const std::chrono::hh_mm_ss parts(offset);
  std::string text = fmt::format("{}{:02}{:02}", parts.is_negative() ? '-' : '+',
                                 parts.hours().count(), parts.minutes().count());
  if (parts.seconds().count() != 0) text += fmt::format("{:02}", parts.seconds().count());
  return text;
}

// One RDATE a line, DTSTART's own among them: libical 3 and ical.js read the first value of a line
// only, and leave DTSTART out where there is an RDATE. What happens once has an RDATE too: without,
// ical4j is an hour off. A clock that never changes does without.
void add_dates(Text out, const Observance& observance, bool alone) {
  const bool steady = alone && observance.from == observance.to && observance.more_changes.empty();
  if (observance.rule || steady) return;
  fmt::format_to(out, "RDATE:{}\r\n", format_wall_time(observance.start));
  for (const WallTime& change : observance.more_changes) {
    fmt::format_to(out, "RDATE:{}\r\n", format_wall_time(change));
  }
}

void add_observance(Text out, const Observance& observance, bool alone) {
  const char* kind = observance.daylight ? "DAYLIGHT" : "STANDARD";
  fmt::format_to(out, "BEGIN:{}\r\nDTSTART:{}\r\n", kind, format_wall_time(observance.start));
  fmt::format_to(out, "TZOFFSETFROM:{}\r\nTZOFFSETTO:{}\r\n", format_offset(observance.from),
                 format_offset(observance.to));
  if (observance.rule) fmt::format_to(out, "RRULE:{}\r\n", format_rule(*observance.rule));
  add_dates(out, observance, alone);
  fmt::format_to(out, "TZNAME:{}\r\nEND:{}\r\n", observance.name, kind);
}

}  // namespace

// Not by libical, which moves BYMONTH behind BYDAY: nothing here needs escapes or folds, and a rule
// stays in the order that people and the other calendar programs write.
std::string render_vtimezone(const Zone& zone, Instant first, Instant last) {
  std::string text;
  const Text out(text);
  fmt::format_to(out, "BEGIN:VTIMEZONE\r\nTZID:{0}\r\nX-LIC-LOCATION:{0}\r\n", zone.name());
  const std::vector<Observance> observances = find_observances(zone, first, last);
  for (const Observance& observance : observances)
    add_observance(out, observance, observances.size() == 1);
  fmt::format_to(out, "END:VTIMEZONE\r\n");
  return text;
}

}  // namespace almanach
