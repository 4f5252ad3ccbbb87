#include "parse/old_calendar.hpp"

#include "config/config.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

OldCalendar read(const std::string& events) {
  return read_old_calendar("old.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n" + events + "END:VCALENDAR\n",
                           read_config("", "", {}));
}

}  // namespace

TEST_CASE("a series of an old calendar is one event, with its highest SEQUENCE") {
  const OldCalendar old = read(
      "BEGIN:VEVENT\nUID:s@old\nSUMMARY:Chorale\nSEQUENCE:2\nDTSTART:20270302T180000\n"
      "DTEND:20270302T190000\nRRULE:FREQ=WEEKLY;COUNT=3\nRDATE:20270404T180000\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:s@old\nSUMMARY:Chorale\nSEQUENCE:7\nRECURRENCE-ID:20270309T180000\n"
      "DTSTART:20270309T190000\nDTEND:20270309T200000\nEND:VEVENT\n");
  // The day that RDATE adds has no UID there.
  REQUIRE(old.events.size() == 1);
  CHECK(old.events[0].uid == "s@old");
  CHECK(old.events[0].sequence == 7);
  CHECK(old.events[0].event.recurrence);
  CHECK(old.is_calendar);
}

TEST_CASE("what cannot be read or is private is named, what has no UID counted") {
  const OldCalendar old = read(
      "BEGIN:VEVENT\nUID:bad\nSUMMARY:Bal\nDTSTART:someday\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:private\nCLASS:PRIVATE\nSUMMARY:Bal\nDTSTART:20270302\nEND:VEVENT\n"
      "BEGIN:VEVENT\nSUMMARY:Bal\nDTSTART:20270302\nEND:VEVENT\n"
      "BEGIN:VEVENT\nUID:good\nSUMMARY:Bal\nDTSTART:20270302\nEND:VEVENT\n");
  REQUIRE(old.events.size() == 1);
  CHECK(old.events[0].uid == "good");
  CHECK(old.unread == std::vector<std::string>{"bad", "private"});
  CHECK(old.without_uid == 1);
  CHECK_FALSE(old.problems.empty());
}

TEST_CASE("what is no calendar is none") {
  const Config config = read_config("", "", {});
  CHECK_FALSE(read_old_calendar("x", "<!doctype html>", config).is_calendar);
  CHECK_FALSE(read_old_calendar("x", "", config).is_calendar);
  CHECK(read_old_calendar("x", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", config).is_calendar);
}
