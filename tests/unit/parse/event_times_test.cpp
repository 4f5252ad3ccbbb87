#include "parse/event_times.hpp"

#include <string>
#include <vector>

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_span;
using almanach::testing::list_problems;
using almanach::testing::ParsedSample;
using almanach::testing::Parser;

namespace {

/// The span, with the zone behind it where it is not the feed's.
std::string span_of(const ParsedSample& file) {
  if (!file.event) return "none";
  const std::string& zone = file.event->zone.name();
  return describe_span(*file.event) + (zone == "Europe/Paris" ? "" : " " + zone);
}

struct Case {
  const char* lines;
  const char* span;
};

void check(const std::vector<Case>& cases) {
  const Parser parser;
  for (const Case& c : cases) {
    INFO(c.lines);
    CHECK(span_of(parser.parse(c.lines)) == c.span);
  }
}

}  // namespace

TEST_CASE("one value may hold the whole span") {
  check({{"start: July 28 - August 1, 2027\n", "2027-07-28 .. 2027-08-01"},
         {"start: 2026-05-12 10:00-12:00\n", "2026-05-12 10:00 - 12:00"},
         {"start: mardi 12 mai 2026 de 10h à 12h\n", "2026-05-12 10:00 - 12:00"},
         {"start: {date: 2027-05-10, time: '18:30'}\nend: {date: 2027-05-10, time: '20:00'}\n",
          "2027-05-10 18:30 - 20:00"},
         {"start: {yyyy_mm_dd: 2027-02-28, utc_hh_mm: '18:00'}\nduration: 1h\n",
          "2027-02-28 19:00 - 20:00"},
         {"start: [[{start: 2027-07-29T21:15:00Z, end: 2027-07-29T22:00:00Z}]]\n",
          "2027-07-29 23:15 - 2027-07-30 00:00"}});
}

TEST_CASE("several days in a list are no one span, and that is told") {
  const Parser parser;
  for (const char* lines :
       {"start: [2027-05-10, 2027-05-17, 2027-05-24]\n", "dates: [2027-05-10, 2027-05-17]\n",
        "start:\n- 2027-05-10 18:00\n- 2027-05-17 18:00\n",
        "start: 2027-05-10\nhoraires: [2027-05-10 18:00, 2027-05-17 18:00]\n"}) {
    INFO(lines);
    const ParsedSample file = parser.parse(lines);
    CHECK_FALSE(file.event);
    CHECK(list_problems(file.problems).find("several days are listed") != std::string::npos);
  }
  check({{"start: [2027-05-10]\n", "2027-05-10 .. 2027-05-10"}});
}

TEST_CASE("an exact time in a key for hours wins over days") {
  check({{"start: July 28 - August 1, 2027\n"
          "horaires: [[{start: 2027-07-29T18:00:00Z, end: 2027-07-29T20:00:00Z}]]\n",
          "2027-07-29 20:00 - 22:00"},
         {"horaires: [{start: 2027-10-16, end: 2027-10-18}]\n", "2027-10-16 .. 2027-10-18"},
         {"horaires: [[{start: 2027-01-27 12:00 EST}]]\nduration: 1h\n",
          "2027-01-27 12:00 - 13:00 America/New_York"},
         {"start: first Monday each month, 1pm ET\nhoraires: [[{start: 2027-01-27 12:00}]]\n"
          "duration: 1h\n",
          "2027-01-27 12:00 - 13:00"}});
}

TEST_CASE("an end may be a time alone") {
  check({{"start: 2027-05-10 14:00\nend: '16:00'\n", "2027-05-10 14:00 - 16:00"},
         {"start: 2027-05-10 20:00\nend: 2h\n", "2027-05-10 20:00 - 2027-05-11 02:00"},
         {"start: 2027-05-10 14:00\nheure_fin: '16:00'\n", "2027-05-10 14:00 - 16:00"},
         {"start: '18:30'\ndate: 2027-05-10\nend: '20:00'\n", "2027-05-10 18:30 - 20:00"}});
}

TEST_CASE("beginning and end in keys of their own are of the first and the last day") {
  check({{"start: 2027-05-10\nend: 2027-05-12\nstart_time: '18:00'\nend_time: '12:00'\n",
          "2027-05-10 18:00 - 2027-05-12 12:00"},
         {"start: 2027-05-10\nstart_time: '20:00'\nend_time: '24:00'\n",
          "2027-05-10 20:00 - 2027-05-11 00:00"},
         {"start: 2027-05-10\nstart_time: 870\nend_time: 57600\n", "2027-05-10 14:30 - 16:00"}});
}

TEST_CASE("an end of its own goes with a beginning under a key for hours") {
  check({{"start: 2027-05-15\nheure: 18h30\nheure_fin: 20h\n", "2027-05-15 18:30 - 20:00"},
         {"start: 2027-05-15\ntime: '18:30'\nend_time: '20:00'\n", "2027-05-15 18:30 - 20:00"},
         {"start: 2027-05-15\ntime: 6:30 PM\nendTime: 8:00 PM\n", "2027-05-15 18:30 - 20:00"},
         {"start: 2027-05-15\ntime: 20h\nend_time: 2h\n", "2027-05-15 20:00 - 2027-05-16 02:00"},
         {"start: 2027-05-15\nhoraires: 18h-20h\nheure_fin: 21h\n", "2027-05-15 18:00 - 20:00"}});
  const Parser parser;
  CHECK(list_problems(
            parser.parse("start: 2027-05-15\nhoraires: 18h-20h\nheure_fin: 21h\n").problems) ==
        "5:12 warning: another end than in \"18h-20h\": it is left aside\n");
}

TEST_CASE("hours with an offset are instants, in the feed's zone") {
  check({{"start: 2027-07-10\nstart_time: '16:15+02:00'\nend_time: '17:00+02:00'\n",
          "2027-07-10 16:15 - 17:00"},
         {"start: 2027-07-10\nstart_time: '16:15+01:00'\nend_time: '17:00+01:00'\n",
          "2027-07-10 17:15 - 18:00"},
         {"start: 2027-07-10\nend: 2027-07-12\nstart_time: '09:00Z'\nend_time: '12:00Z'\n",
          "2027-07-10 11:00 - 2027-07-12 14:00"}});
}

TEST_CASE("hours of a named zone are served in it") {
  check(
      {{"start: 2027-03-05\nstart_time: 19:00:00 EST\nend_time: 21:30:00 EST\n",
        "2027-03-05 19:00 - 21:30 America/New_York"},
       {"start: 2027-05-10\nhoraires: 11h-12h (heure de La Réunion)\n",
        "2027-05-10 11:00 - 12:00 Indian/Reunion"},
       {"start: 2027-05-10\ntimezone: Europe/Paris\nhoraires: 11h-12h (heure de La Réunion)\n",
        "2027-05-10 09:00 - 10:00"},
       {"start: 2027-05-10 18:00 HKT\nduration: 60\n", "2027-05-10 18:00 - 19:00 Asia/Hong_Kong"}});
}

TEST_CASE("a zone that is not known makes an error, not an hour of another zone") {
  const Parser parser;
  const ParsedSample hours = parser.parse("start: 2027-05-10\nstart_time: 19:00 IST\n");
  CHECK(hours.kind == ParsedSample::Kind::faulty);
  CHECK(list_problems(hours.problems) ==
        "4:13 error: start_time: \"IST\" means several time zones\n");
  const ParsedSample date = parser.parse("start: 2027-05-10 19:00 CST\n");
  CHECK(list_problems(date.problems) == "3:8 error: start: \"CST\" means several time zones\n");
}

TEST_CASE("an abbreviation of the other season is told, the local time counts") {
  const ParsedSample file =
      Parser().parse("start: 2027-12-02\nstart_time: 18:30:00 EDT\nend_time: 20:00\n");
  CHECK(span_of(file) == "2027-12-02 18:30 - 20:00 America/New_York");
  CHECK(
      list_problems(file.problems) ==
      "4:13 warning: \"EDT\" is not what the clocks of America/New_York are called on 2027-12-02: "
      "it is taken for the time there\n");
}

TEST_CASE("an event that is said to be of whole days has no hours") {
  check({{"fullday: true\nstart: 2018-02-24T15:26:15.899Z\nend: 2018-02-25T15:26:15.000Z\n",
          "2018-02-24 .. 2018-02-25"},
         {"allDay: true\nstart: 2027-05-10\nhoraires: 14h-16h\n", "2027-05-10 .. 2027-05-10"},
         {"all_day: false\nstart: 2027-05-10 14:00\nend: 2027-05-10 15:00\n",
          "2027-05-10 14:00 - 15:00"}});
}

TEST_CASE("midnight in UTC as date pickers write it is a day, and that is told") {
  check({{"start: 2026-05-09T22:00:00.000Z\n", "2026-05-10 .. 2026-05-10"},
         {"start: 2026-05-09T22:00:00.000Z\nend: 2026-05-11T22:00:00.000Z\n",
          "2026-05-10 .. 2026-05-12"},
         {"start: 2026-05-09T22:00:00.000Z\nhoraires: 14h-16h\n", "2026-05-10 14:00 - 16:00"},
         // A night is none.
         {"start: 2026-05-09T22:00:00Z\nend: 2026-05-10T02:00:00Z\n", "2026-05-10 00:00 - 04:00"}});
  CHECK(list_problems(Parser().parse("start: 2026-05-09T22:00:00.000Z\n").problems) ==
        "3:8 warning: this is midnight of 2026-05-10 in Europe/Paris, as date pickers write a day: "
        "the whole day is served\n");
}

TEST_CASE("24:00 ends the day that it is written with") {
  check(
      {{"start: 2027-05-10 20:00\nend: 2027-05-10 24:00\n", "2027-05-10 20:00 - 2027-05-11 00:00"},
       {"start: 2027-05-10 20:00\nend: 2027-05-12 24:00\n", "2027-05-10 20:00 - 2027-05-13 00:00"},
       {"start: 2027-05-10\nend: 2027-05-10 24:00\n", "2027-05-10 .. 2027-05-10"}});
}

TEST_CASE("hours name the days from the first one on, or each of them") {
  check({{"start: 2027-06-03\nhoraires: Du 3 au 5 juin, de 10h à 19h\n",
          "2027-06-03 10:00 - 2027-06-05 19:00"},
         {"start: 2027-06-03\nend: 2027-06-05\nhoraires: 'Tous les jours: de 13h à 20h'\n",
          "2027-06-03 13:00 - 2027-06-05 20:00"}});
}

TEST_CASE("a length alone is none of the clock") {
  check({{"start: 2027-06-03 14:00\nhoraires: 2h\n", "2027-06-03 14:00 - 16:00"},
         {"start: 2027-06-03 14:00\nduration: 90\n", "2027-06-03 14:00 - 15:30"},
         {"start: 2027-06-03 14:00\nduration: 01:30:00\n", "2027-06-03 14:00 - 15:30"},
         {"start: 2027-06-03\nduration: 4320\n", "2027-06-03 .. 2027-06-05"}});
}

TEST_CASE("a day that the file does not know is none") {
  const Parser parser;
  for (const char* lines :
       {"start: 2026-03-31\ndate_precision: month\n", "start: TBA\n", "start: à confirmer\n"}) {
    INFO(lines);
    const ParsedSample file = parser.parse(lines);
    CHECK(file.kind == ParsedSample::Kind::skipped);
    CHECK(file.problems.size() == 1);
  }
  const ParsedSample unsure = parser.parse("start: 2026-03-31\ntbc: true\n");
  CHECK(list_problems(unsure.problems) ==
        "4:6 warning: tbc: the day is not confirmed, and served as it is\n");
}

TEST_CASE("what names no hour is left aside and told") {
  const ParsedSample file = Parser().parse("start: 2027-05-10\nhoraires: Selon le programme\n");
  CHECK(span_of(file) == "2027-05-10 .. 2027-05-10");
  CHECK(list_problems(file.problems) ==
        "4:11 warning: horaires: \"Selon le programme\" names no hour: it is left aside\n");
  CHECK(Parser().parse("start: 2027-05-10\nhoraires: toute la journée\n").problems.empty());
}

TEST_CASE("hours that are left aside are told once") {
  const ParsedSample file = Parser().parse(
      "start: 2027-05-10\nchamps_informations:\n- intitule: Horaires\n  contenu: 14h ou 16h\n");
  CHECK(list_problems(file.problems) ==
        "6:12 warning: hours left aside: \"14h ou 16h\" (names several times to choose from)\n");
}

TEST_CASE("an hour alone in the text is compared with the event's") {
  const Parser parser;
  const std::string lines = "start: 2027-11-19 20:00\nend: 2027-11-19 22:00\n";
  CHECK(list_problems(parser.parse(lines, "Le vendredi 19 novembre 2027 à 20h30.\n").problems) ==
        "6:1 warning: the text says 20:30 for the event's day, the calendar has 20:00-22:00\n");
  CHECK(parser.parse(lines, "Le vendredi 19 novembre 2027 à 20h.\n").problems.empty());
}

TEST_CASE("an end that is a series' end makes no event of months") {
  const Parser parser;
  const std::string span = "start: 2027-01-12\nend: 2027-07-06\n";
  const ParsedSample series = parser.parse(span + "horaires: les mardis de 14h à 16h30\n");
  CHECK(series.kind == ParsedSample::Kind::faulty);
  CHECK(series.problems.back().hint ==
        "write the first date with its hours, and recurrence: {every: week, until: 2027-07-06}");
  // An exhibition is open on many days.
  const ParsedSample open = parser.parse(span + "horaires: du mardi au dimanche de 10h à 18h\n");
  CHECK(span_of(open) == "2027-01-12 .. 2027-07-06");
}

TEST_CASE("a rule may be a list of iCalendar's lines") {
  const ParsedSample file = Parser().parse(
      "start: 2027-01-28 12:00 EST\nduration: 1h\nrrule:\n"
      "- DTSTART;TZID=America/New_York:20270128T120000\n"
      "- RRULE:UNTIL=20271225T120000;FREQ=MONTHLY;BYDAY=+4TH\n"
      "- RDATE;TZID=America/New_York:20270128T120000\n");
  CHECK(list_problems(file.problems).empty());
  CHECK(span_of(file) == "2027-01-28 12:00 - 13:00 America/New_York");
}

TEST_CASE("an end alone beside a day of publication is told") {
  const Parser parser;
  const ParsedSample file = parser.parse("date: 2027-06-24\nfin: 2027-06-27\n");
  CHECK(span_of(file) == "2027-06-27 .. 2027-06-27");
  CHECK(list_problems(file.problems) ==
        "4:6 warning: fin stands for the day: date is read as the day of publication\n");
}

TEST_CASE("hours of a series whose end is the event's are told once") {
  const ParsedSample file =
      Parser().parse("start: 2027-05-11\nend: 2027-11-02\nhoraires: les mardis de 14h à 16h30\n");
  CHECK_FALSE(file.event);
  CHECK(file.problems.size() == 1);
}

TEST_CASE("a length under a key for hours is told where it stands") {
  CHECK(list_problems(Parser().parse("start: 2027-05-10\nheure: 2h\n").problems) ==
        "4:8 warning: a duration in hours needs a start with a time of day: the whole day is "
        "served\n");
}

TEST_CASE("a repetition under a date is refused, with the key that it belongs under") {
  const auto file = Parser().parse(
      "date: tous les mardis\ndebut: 2026-09-08\nfin: 2027-06-15\nheures: 19h-20h30\n");
  CHECK(list_problems(file.problems) ==
        "3:7 error: date: \"tous les mardis\" is a repetition, no date\n");
  REQUIRE(!file.problems.empty());
  CHECK(file.problems[0].hint ==
        "write the first date under start, and recurrence: tous les mardis; until is its last day");
}
