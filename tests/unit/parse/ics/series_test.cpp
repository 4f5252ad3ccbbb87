#include "parse/ics/series.hpp"

#include "parse/recurrence/series_part.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_events;
using almanach::testing::list_problems;
using almanach::testing::Parser;

namespace {

std::string event(const std::string& lines) {
  return "BEGIN:VEVENT\nUID:bal\nSUMMARY:Bal\n" + lines + "END:VEVENT\n";
}

ParsedFile parse(const std::string& events) {
  return Parser().parse_all("BEGIN:VCALENDAR\nVERSION:2.0\n" + events + "END:VCALENDAR\n",
                            "agenda/list.ics");
}

/// DTSTART and DTEND in the zone of Paris: "20271023T220000/20271024T060000".
std::string times(const std::string& both, const std::string& name = "DTSTART") {
  const std::size_t slash = both.find('/');
  return name + ";TZID=Europe/Paris:" + both.substr(0, slash) +
         "\nDTEND;TZID=Europe/Paris:" + both.substr(slash + 1) + "\n";
}

std::string change(const std::string& original, const std::string& lines) {
  return event("RECURRENCE-ID;TZID=Europe/Paris:" + original + "\n" + lines);
}

std::size_t count(const std::string& text, const std::string& part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("a series of a calendar file keeps its hours on nights that the clock is changed in") {
  const std::string saturdays =
      event(times("20271023T220000/20271024T060000") + "RRULE:FREQ=WEEKLY;COUNT=3\n");
  const ParsedFile file = parse(saturdays);
  CHECK(list_problems(file.problems) == "");
  CHECK(list_events(file, 9) ==
        "bal bal: 2027-10-23 22:00-06:00+480 2027-10-30 22:00-06:00+540 "
        "2027-11-06 22:00-06:00+480\n");
  CHECK(count(file.entries.at(0).event->kept_lines, "BEGIN:VEVENT") == 1);
  // What the file says of that night counts, be it as long as the others.
  CHECK(list_events(
            parse(saturdays + change("20271030T220000", times("20271030T220000/20271031T050000"))),
            9) ==
        "bal bal: 2027-10-23 22:00-06:00+480 2027-10-30 22:00-05:00+480 "
        "2027-11-06 22:00-06:00+480\n");
  // Of a length: from the reading to the reading, too.
  CHECK(list_events(parse(event("DTSTART;TZID=Europe/Paris:20271023T220000\nDURATION:PT8H\n"
                                "RRULE:FREQ=WEEKLY;COUNT=2\n")),
                    9) == "bal bal: 2027-10-23 22:00-06:00+480 2027-10-30 22:00-06:00+540\n");
  // The first night leads nothing: all others would be as long.
  CHECK(list_events(
            parse(event(times("20271030T220000/20271031T060000") + "RRULE:FREQ=WEEKLY;COUNT=3\n")),
            9) ==
        "bal bal: 2027-11-06 22:00-06:00+480 2027-11-13 22:00-06:00+480\n"
        "bal-2027-10-30 bal-2027-10-30: 2027-10-30 22:00-06:00+540\n");
}

TEST_CASE("a series of a calendar file goes on after an hour that the clock skips, as another") {
  const std::string series =
      times("20270314T023000/20270314T040000") + "RRULE:FREQ=WEEKLY;COUNT=4\n";
  const ParsedFile file = parse(event(series));
  CHECK(list_events(file, 9) ==
        "bal bal: 2027-03-14 02:30-04:00+90 2027-03-21 02:30-04:00+90\n"
        "bal-2027-04-04 bal-2027-04-04: 2027-04-04 02:30-04:00+90 2027-04-11 02:30-04:00+90\n");
  CHECK(list_problems(file.problems) ==
        "8:7 warning: 02:30 does not exist in Europe/Paris on 2027-03-28: there is no occurrence "
        "then, and none is counted\n");
  CHECK(file.problems.at(0).hint ==
        "for another hour on that day, add RDATE;TZID=Europe/Paris:20270328T033000; the series is "
        "served as one that ends before, and one that goes on after");
  // Changes and exceptions go with the occurrences that they name.
  const ParsedFile changed = parse(
      event(series + "EXDATE;TZID=Europe/Paris:20270321T023000\n") +
      change("20270411T023000", times("20270412T100000/20270412T110000") + "STATUS:CANCELLED\n"));
  CHECK(list_events(changed, 9) ==
        "bal bal: 2027-03-14 02:30-04:00+90\n"
        "bal-2027-04-04 bal-2027-04-04: 2027-04-04 02:30-04:00+90 (2027-04-12 10:00-11:00+60)\n");
  CHECK(count(changed.entries.at(0).event->kept_lines, "RECURRENCE-ID") == 0);
  CHECK(count(changed.entries.at(1).event->kept_lines, "RECURRENCE-ID") == 1);
  // A start that is skipped is no occurrence.
  CHECK(list_events(
            parse(event(times("20270328T023000/20270328T040000") + "RRULE:FREQ=WEEKLY;COUNT=2\n")),
            9) == "bal bal: 2027-04-04 02:30-04:00+90 2027-04-11 02:30-04:00+90\n");
  // An endless one meets it each year: after ten times it is left as one. The hour that is twice
  // is met in twenty years.
  const ParsedFile endless =
      parse(event(times("20270314T023000/20270314T040000") + "RRULE:FREQ=DAILY\n"));
  CHECK(count(list_events(endless, 1), "bal-20") == 2 * (kMostSkips + 20));
}

TEST_CASE("an occurrence of a calendar file at an hour that is twice is an event of its own") {
  const std::string series =
      times("20271024T023000/20271024T040000") + "RRULE:FREQ=WEEKLY;COUNT=3\n";
  const ParsedFile file = parse(event("SEQUENCE:4\n" + series));
  CHECK(list_events(file, 9) ==
        "bal bal: 2027-10-24 02:30-04:00+90 2027-11-07 02:30-04:00+90\n"
        "bal-2027-10-31 bal-2027-10-31: 2027-10-31 02:30-04:00+150\n");
  CHECK(list_problems(file.problems) ==
        "9:7 warning: 02:30 is twice in Europe/Paris on 2027-10-31: the first is taken\n");
  CHECK(file.entries.at(1).event->kept_lines ==
        "BEGIN:VEVENT\nSUMMARY:Bal\nDTSTART;TZID=Europe/Paris:20271031T023000\n"
        "DTEND;TZID=Europe/Paris:20271031T040000\nSEQUENCE:4\nEND:VEVENT\n");
  // What is said of it is said of that event.
  CHECK(list_events(parse(event(series) +
                          change("20271031T023000", times("20271101T100000/20271101T110000"))),
                    9) ==
        "bal bal: 2027-10-24 02:30-04:00+90 2027-11-07 02:30-04:00+90\n"
        "bal-2027-10-31 bal-2027-10-31: 2027-11-01 10:00-11:00+60\n");
  CHECK(list_events(parse(event(series + "EXDATE;TZID=Europe/Paris:20271031T023000\n")), 9) ==
        "bal bal: 2027-10-24 02:30-04:00+90 2027-11-07 02:30-04:00+90\n");
}

TEST_CASE("the only occurrence of a series may be a changed one") {
  const ParsedFile file =
      parse(event(times("20270113T183000/20270113T200000") + "RRULE:FREQ=DAILY;COUNT=1\n") +
            change("20270113T183000", times("20270113T190000/20270113T200000")));
  CHECK(list_events(file, 9) == "bal bal: 2027-01-13 19:00-20:00+60\n");
  CHECK(file.entries.at(0).event->kept_lines.find("RECURRENCE-ID") == std::string::npos);
}

TEST_CASE("RDATE may give each day an end of its own") {
  const ParsedFile file = parse(event(
      times("20270113T183000/20270113T200000") +
      "RDATE;VALUE=PERIOD;TZID=Europe/Paris:20270120T100000/PT3H,20270121T100000/20270121T110000\n"
      "RDATE;VALUE=PERIOD:20270122T090000Z/20270122T093000Z\n"));
  CHECK(list_problems(file.problems) == "");
  CHECK(list_events(file, 9) ==
        "bal bal: 2027-01-13 18:30-20:00+90\n"
        "bal-2027-01-20 bal-2027-01-20: 2027-01-20 10:00-13:00+180\n"
        "bal-2027-01-21 bal-2027-01-21: 2027-01-21 10:00-11:00+60\n"
        "bal-2027-01-22 bal-2027-01-22: 2027-01-22 10:00-10:30+30\n");
  for (const std::string bad : {"20270120T100000/", "20270120T100000/PT0S",
                                "20270120T100000/20270120T100000", "20270120/P1D"}) {
    const ParsedFile refused = parse(event(times("20270113T183000/20270113T200000") +
                                           "RDATE;VALUE=PERIOD;TZID=Europe/Paris:" + bad + "\n"));
    INFO(bad);
    CHECK(list_events(refused, 9) == "faulty");
    CHECK(has_error(refused.problems));
  }
}

TEST_CASE("what names no zone is in the one that the event's start names") {
  const std::string start =
      "DTSTART;TZID=America/New_York:20270113T183000\nDTEND:20270113T200000\n";
  const ParsedFile file =
      parse(event(start + "RRULE:FREQ=WEEKLY;COUNT=3\nEXDATE:20270120T183000\n"
                          "RDATE:20270129T183000\n") +
            event("RECURRENCE-ID:20270127T183000\nDTSTART:20270128T003000Z\nDURATION:PT1H\n"));
  CHECK(list_events(file, 9) ==
        "bal bal: 2027-01-13 18:30-20:00+90 2027-01-27 19:30-20:30+60\n"
        "bal-2027-01-29 bal-2027-01-29: 2027-01-29 18:30-20:00+90\n");
  CHECK(list_problems(file.problems) ==
        "7:7 warning: DTEND names no time zone: that of DTSTART is taken, America/New_York\n"
        "9:8 warning: EXDATE names no time zone: that of DTSTART is taken, America/New_York\n"
        "10:7 warning: RDATE names no time zone: that of DTSTART is taken, America/New_York\n"
        "15:15 warning: RECURRENCE-ID names no time zone: that of DTSTART is taken, "
        "America/New_York\n");
}
