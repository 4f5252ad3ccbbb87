#include "parse/recurrence/series_part.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_events;
using almanach::testing::list_problems;
using almanach::testing::Parser;

namespace {

ParsedFile parse(const std::string& lines) {
  return Parser().parse_all("---\ntitle: Bal\n" + lines + "---\n", "agenda/bal.md");
}

std::string events(const std::string& lines, std::size_t limit = 9) {
  return list_events(parse(lines), limit);
}

}  // namespace

TEST_CASE("the hours that people read hold on the nights that the clock is changed in") {
  const std::string saturdays = "start: 2027-10-23 22:00\nend: 2027-10-24 06:00\n";
  CHECK(events(saturdays + "rrule: FREQ=WEEKLY;COUNT=3\n") ==
        "bal: 2027-10-23 22:00-06:00+480 2027-10-30 22:00-06:00+540 2027-11-06 22:00-06:00+480\n");
  CHECK(events("start: 2027-03-20 22:00\nend: 2027-03-21 06:00\nrrule: FREQ=WEEKLY;COUNT=3\n") ==
        "bal: 2027-03-20 22:00-06:00+480 2027-03-27 22:00-06:00+420 2027-04-03 22:00-06:00+480\n");
  // Nothing is said of it: the file is as it should be.
  CHECK(parse(saturdays + "rrule: FREQ=WEEKLY;COUNT=3\n").problems.empty());
  const Event event = *parse(saturdays + "rrule: FREQ=WEEKLY\n").entries.front().event;
  // Two a year, twenty years ahead.
  CHECK(event.recurrence->changed.size() == 40);
  CHECK(event.recurrence->covered.end == kNoEnd);
  CHECK(parse("start: 2027-10-23 14:00\nend: 2027-10-23 18:00\nrrule: FREQ=WEEKLY\n")
            .entries.front()
            .event->recurrence->changed.empty());
}

TEST_CASE("a change of such a night stays what it is, and takes its end where it says none") {
  const std::string saturdays =
      "start: 2027-10-23 22:00\nend: 2027-10-24 06:00\nrrule: FREQ=WEEKLY;COUNT=3\n";
  CHECK(events(saturdays + "occurrences:\n- date: 2027-10-30\n  statut: annulé\n") ==
        "bal: 2027-10-23 22:00-06:00+480 (2027-10-30 22:00-06:00+540) "
        "2027-11-06 22:00-06:00+480\n");
  CHECK(events(saturdays + "occurrences:\n- date: 2027-10-30\n  start: 2027-10-29 20:00\n") ==
        "bal: 2027-10-23 22:00-06:00+480 2027-10-29 20:00-04:00+480 2027-11-06 22:00-06:00+480\n");
  CHECK(events(saturdays + "exdate: 2027-10-30\n") ==
        "bal: 2027-10-23 22:00-06:00+480 2027-11-06 22:00-06:00+480\n");
}

TEST_CASE("a series does not take its length from a night that the clock is changed in") {
  CHECK(events("uid: b\nstart: 2027-10-30 22:00\nend: 2027-10-31 06:00\n"
               "rrule: FREQ=WEEKLY;COUNT=3\n") ==
        "bal b: 2027-11-06 22:00-06:00+480 2027-11-13 22:00-06:00+480\n"
        "bal-2027-10-30 b-2027-10-30: 2027-10-30 22:00-06:00+540\n");
  CHECK(events("start: 2027-10-30 22:00\nduration: 8h\nrrule: FREQ=WEEKLY;COUNT=2\n") ==
        "bal: 2027-11-06 22:00-06:00+480\n"
        "bal-2027-10-30: 2027-10-30 22:00-05:00+480\n");
}

TEST_CASE("an occurrence whose start the clock shows twice is an event of its own") {
  const ParsedFile file = parse(
      "uid: b\nstart: 2027-10-24 02:30\nend: 2027-10-24 04:00\nrrule: FREQ=WEEKLY;COUNT=3\n"
      "occurrences:\n- date: 2027-10-31\n  lieu: Salle 2\n");
  CHECK(list_events(file, 9) ==
        "bal b: 2027-10-24 02:30-04:00+90 2027-11-07 02:30-04:00+90\n"
        "bal-2027-10-31 b-2027-10-31: 2027-10-31 02:30-04:00+150\n");
  CHECK(file.entries.at(0).event->recurrence->rule->count == 3);
  CHECK(file.entries.at(0).event->recurrence->excluded ==
        std::vector<WallTime>{WallTime(2027, 10, 31, 2, 30, 0)});
  CHECK(file.entries.at(1).event->location == "Salle 2");
  CHECK(list_problems(file.problems) ==
        "6:8 warning: 02:30 is twice in Europe/Paris on 2027-10-31: the first is taken\n");
  // The first occurrence keeps the pass that its offset says.
  const ParsedFile first =
      parse("start: 2027-10-31 02:30 +01:00\nduration: 1h\nrrule: FREQ=WEEKLY;COUNT=2\n");
  CHECK(list_events(first, 9) ==
        "bal: 2027-11-07 02:30-03:30+60\nbal-2027-10-31: 2027-10-31 02:30-03:30+60\n");
  CHECK(list_problems(first.problems).empty());
  CHECK(events("start: 2027-10-24 02:30\nend: 2027-10-24 04:00\nrrule: FREQ=WEEKLY;COUNT=3\n"
               "exdate: 2027-10-31\n") ==
        "bal: 2027-10-24 02:30-04:00+90 2027-11-07 02:30-04:00+90\n");
}

TEST_CASE("there is no occurrence at a time that the clock skips, and none is counted") {
  const ParsedFile file =
      parse("uid: b\nstart: 2027-03-21 02:30\nduration: 1h\nrrule: FREQ=DAILY;COUNT=9\n");
  CHECK(list_events(file, 3) ==
        "bal b: 2027-03-21 02:30-03:30+60 2027-03-22 02:30-03:30+60 2027-03-23 02:30-03:30+60\n"
        "bal-2027-03-29 b-2027-03-29: 2027-03-29 02:30-03:30+60 2027-03-30 02:30-03:30+60\n");
  CHECK(almanach::testing::describe_rule(*file.entries.at(0).event) == "FREQ=DAILY;COUNT=7");
  CHECK(almanach::testing::describe_rule(*file.entries.at(1).event) == "FREQ=DAILY;COUNT=2");
  CHECK(list_problems(file.problems) ==
        "6:8 warning: 02:30 does not exist in Europe/Paris on 2027-03-28: there is no occurrence "
        "then, and none is counted\n");
  CHECK(file.problems.front().hint.find("rdate: 2027-03-28 03:30") != std::string::npos);

  // Ten times; each autumn has an hour twice, too.
  const ParsedFile endless = parse("start: 2027-03-14 02:30\nduration: 1h\nrrule: FREQ=WEEKLY\n");
  CHECK(endless.entries.size() == 1 + kMostSkips + 20);
  CHECK(list_events(endless, 2)
            .starts_with("bal: 2027-03-14 02:30-03:30+60 2027-03-21 02:30-03:30+60\n"
                         "bal-2027-04-04: 2027-04-04 02:30-03:30+60 2027-04-11 02:30-03:30+60\n"));
}

TEST_CASE("a series may start at a time that does not exist: it starts with the next one") {
  const ParsedFile file =
      parse("start: 2027-03-28 02:30\nend: 2027-03-28 04:00\nrrule: FREQ=WEEKLY;COUNT=2\n");
  CHECK(list_events(file, 9) == "bal: 2027-04-04 02:30-04:00+90 2027-04-11 02:30-04:00+90\n");
  CHECK(list_problems(file.problems) ==
        "3:8 warning: 2027-03-28 02:30 does not exist in Europe/Paris: the clock is put forward "
        "over it\n");
}

TEST_CASE("added dates are events of their own, and the file's event stays what it is") {
  CHECK(events("uid: b\nstart: 2027-05-04 18:00\nend: 2027-05-04 20:00\n"
               "rdate: [2027-05-07, 2027-05-01 10:00]\n") ==
        "bal b: 2027-05-04 18:00-20:00+120\n"
        "bal-2027-05-01 b-2027-05-01: 2027-05-01 10:00-12:00+120\n"
        "bal-2027-05-07 b-2027-05-07: 2027-05-07 18:00-20:00+120\n");
  CHECK(events("start: 2027-05-04 18:00\nend: 2027-05-04 20:00\nrrule: FREQ=WEEKLY;COUNT=2\n"
               "rdate: [2027-05-11, 2027-05-13]\n") ==
        "bal: 2027-05-04 18:00-20:00+120 2027-05-11 18:00-20:00+120\n"
        "bal-2027-05-13: 2027-05-13 18:00-20:00+120\n");
  CHECK(events("start: 2027-05-04\nend: 2027-05-05\nrdate: 2027-06-01\n") ==
        "bal: 2027-05-04 00:00-00:00+2880\nbal-2027-06-01: 2027-06-01 00:00-00:00+2880\n");
  // By the hours that people read, on nights that the clock is changed in too.
  CHECK(events("start: 2027-05-01 22:00\nend: 2027-05-02 06:00\nrdate: 2027-10-30\n") ==
        "bal: 2027-05-01 22:00-06:00+480\nbal-2027-10-30: 2027-10-30 22:00-06:00+540\n");
  CHECK(events("start: 2027-05-01 02:30\nduration: 1h\nrdate: 2027-10-31 02:30 +01:00\n") ==
        "bal: 2027-05-01 02:30-03:30+60\nbal-2027-10-31: 2027-10-31 02:30-03:30+60\n");
}

TEST_CASE("what is said of an added date is said of its event") {
  const std::string dates =
      "start: 2027-05-04 18:00\nend: 2027-05-04 20:00\nrdate: [2027-05-07, 2027-05-09]\n";
  CHECK(events(dates + "exdate: 2027-05-07\n") ==
        "bal: 2027-05-04 18:00-20:00+120\nbal-2027-05-09: 2027-05-09 18:00-20:00+120\n");
  const ParsedFile file = parse(dates +
                                "occurrences:\n- date: 2027-05-07\n  statut: annulé\n"
                                "- date: 2027-05-09\n  start: 2027-05-10 09:00\n  titre: Autre\n"
                                "- date: 2027-05-04\n  lieu: Salle 2\n  description: Ici\n");
  CHECK(list_problems(file.problems).empty());
  CHECK(list_events(file, 9) ==
        "bal: 2027-05-04 18:00-20:00+120\nbal-2027-05-07: 2027-05-07 18:00-20:00+120\n"
        "bal-2027-05-09: 2027-05-10 09:00-11:00+120\n");
  CHECK(file.entries.at(0).event->location == "Salle 2");
  CHECK(file.entries.at(0).event->description.plain() == "Ici");
  CHECK(file.entries.at(1).event->status == EventStatus::cancelled);
  CHECK(file.entries.at(2).event->title == "Autre");
  CHECK(file.entries.at(1).event->title == "Bal");
  // Nobody's UID goes: the next day stands for the whole.
  CHECK(events("uid: b\n" + dates + "exdate: 2027-05-04\n") ==
        "bal b: 2027-05-07 18:00-20:00+120\n"
        "bal-2027-05-09 b-2027-05-09: 2027-05-09 18:00-20:00+120\n");
  CHECK(events(dates + "exdate: [2027-05-04, 2027-05-07, 2027-05-09]\n") == "faulty");
}

TEST_CASE("added dates of an event in a list, and two on a day, are told apart") {
  const ParsedFile list = Parser().parse_all(
      "- titre: Bal\n  start: 2027-05-04 18:00\n  duration: 1h\n"
      "  rdate: [2027-05-07 10:00, 2027-05-07 12:00]\n"
      "- titre: Bal 2027-05-07\n  start: 2027-05-08 18:00\n  duration: 1h\n");
  CHECK(list_events(list, 9) ==
        "bal: 2027-05-04 18:00-19:00+60\n"
        "bal-2027-05-07-2: 2027-05-07 10:00-11:00+60\n"
        "bal-2027-05-07-1200: 2027-05-07 12:00-13:00+60\n"
        "bal-2027-05-07: 2027-05-08 18:00-19:00+60\n");
}

TEST_CASE("dates that repeat a long text are refused") {
  std::string lines = "start: 2027-05-04 18:00\nduration: 1h\nrdate:\n";
  for (int day = 1; day <= 300; ++day) lines += "- " + format_day(Day(2028, 1, 1) + day) + "\n";
  CHECK(parse(lines).entries.size() == 301);
  const ParsedFile file = Parser().parse_all(
      "---\ntitle: Bal\n" + lines + "---\n" + std::string(20'000, 'x') + "\n", "agenda/bal.md");
  CHECK(list_problems(file.problems) ==
        "1:1 error: the dates repeat a text of 39 kB, 301 of them are too many\n");
}
