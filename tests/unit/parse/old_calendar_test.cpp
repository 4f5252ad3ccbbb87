#include "parse/old_calendar.hpp"

#include <algorithm>

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

TEST_CASE("a UID or a SEQUENCE that cannot be taken over is told, and not adopted") {
  const std::string rest = "\nSUMMARY:Bal\nDTSTART:20270302\nEND:VEVENT\n";
  const OldCalendar old =
      read("BEGIN:VEVENT\nUID:two  blanks" + rest + "BEGIN:VEVENT\nUID:high\nSEQUENCE:2147483647" +
           rest + "BEGIN:VEVENT\nUID:higher\nSEQUENCE:99999999999999999999" + rest +
           "BEGIN:VEVENT\nUID:dated\nSEQUENCE:2026112801" + rest);
  REQUIRE(old.events.size() == 1);
  CHECK(old.events[0].uid == "dated");
  CHECK(old.events[0].sequence == 2'026'112'801);
  CHECK(old.unread == std::vector<std::string>{"high", "higher", "two blanks"});
  REQUIRE(old.problems.size() == 3);
  CHECK(old.problems[0].file == "old.ics");
  CHECK(old.problems[0].line == 3);
  CHECK(old.problems[0].message == "the UID \"two blanks\" has blanks that are not kept here");
  CHECK(old.problems[1].message == "SEQUENCE is 2147483647, and none can be above it for long");
}

TEST_CASE("two events of one UID, and a calendar that is cut off, are told") {
  const std::string one = "BEGIN:VEVENT\nUID:same\nSUMMARY:Bal\nDTSTART:20270302\nEND:VEVENT\n";
  const std::string two = "BEGIN:VEVENT\nUID:same\nSUMMARY:Foire\nDTSTART:20270802\nEND:VEVENT\n";
  const Problems twice = read(one + two).problems;
  CHECK(std::any_of(twice.begin(), twice.end(), [](const Problem& problem) {
    return problem.line == 8 && problem.message == "the event on line 3 has the UID \"same\", too";
  }));
  const OldCalendar cut =
      read_old_calendar("old.ics", "BEGIN:VCALENDAR\nVERSION:2.0\n" + one + two.substr(0, 40),
                        read_config("", "", {}));
  CHECK(has_error(cut.problems));
}

TEST_CASE("what is no calendar is none") {
  const Config config = read_config("", "", {});
  CHECK_FALSE(read_old_calendar("x", "<!doctype html>", config).is_calendar);
  CHECK_FALSE(read_old_calendar("x", "", config).is_calendar);
  CHECK(read_old_calendar("x", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", config).is_calendar);
}
