#include "parse/schedule.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::describe_span;
using almanach::testing::list_problems;
using almanach::testing::ParsedSample;
using almanach::testing::Parser;

namespace {

struct Case {
  const char* start;
  const char* end;
  const char* hours;  // "" where there are none
  const char* span;
};

std::string front_matter(const Case& given) {
  std::string lines;
  if (*given.start != '\0') lines += std::string("start: ") + given.start + "\n";
  if (*given.end != '\0') lines += std::string("end: ") + given.end + "\n";
  if (*given.hours != '\0') lines += std::string("horaires: ") + given.hours + "\n";
  return lines;
}

std::string span_of(const ParsedSample& file) {
  return file.event ? describe_span(*file.event) : "none";
}

}  // namespace

TEST_CASE("when an event is follows from its dates and the hours that people read") {
  const std::vector<Case> cases = {
      // Dates alone.
      {"2023-05-10 14:00:00 +02:00", "2023-05-10 17:30:00 +02:00", "", "2023-05-10 14:00 - 17:30"},
      {"2023-05-10 14:00", "2023-05-12 17:30", "", "2023-05-10 14:00 - 2023-05-12 17:30"},
      {"2023-05-10 12:00Z", "2023-05-10 13:00Z", "", "2023-05-10 14:00 - 15:00"},
      {"2023-12-31 22:00", "2024-01-01 00:00", "", "2023-12-31 22:00 - 2024-01-01 00:00"},
      // Bare midnights are days, the last one included.
      {"2023-05-10", "", "", "2023-05-10 .. 2023-05-10"},
      {"2023-05-10 00:00:00 +02:00", "2023-05-12 00:00:00 +02:00", "", "2023-05-10 .. 2023-05-12"},
      {"2023-05-10 00:00:00 +00:00", "", "", "2023-05-10 .. 2023-05-10"},
      {"2023-05-10", "2023-05-10 18:00", "", "2023-05-10 .. 2023-05-10"},
      // An end alone stands for the day.
      {"", "2023-05-10", "", "2023-05-10 .. 2023-05-10"},
      {"", "2023-05-10 17:00", "", "2023-05-10 .. 2023-05-10"},
      {"", "2023-05-10", "14h-17h30", "2023-05-10 14:00 - 17:30"},
      // Hours fill what is open.
      {"2023-05-10 00:00:00 +02:00", "", "14h-17h30", "2023-05-10 14:00 - 17:30"},
      {"2023-05-10 14:00", "", "14h-17h30", "2023-05-10 14:00 - 17:30"},
      {"2023-05-10", "2023-05-10 17:30", "à partir de 14h", "2023-05-10 14:00 - 17:30"},
      {"2023-05-10", "2023-05-10", "9h-12h et 14h-17h", "2023-05-10 09:00 - 17:00"},
      // Hours win.
      {"2023-05-10 14:00", "2023-05-10 18:00", "14h30-17h", "2023-05-10 14:30 - 17:00"},
      {"2023-05-10 09:00", "2023-05-10 00:30", "9h-12h30", "2023-05-10 09:00 - 12:30"},
      // Several days with hours.
      {"2023-05-10", "2023-05-12", "9h-18h", "2023-05-10 09:00 - 2023-05-12 18:00"},
      {"2023-05-10 09:00", "2023-05-12 18:00", "9h-18h", "2023-05-10 09:00 - 2023-05-12 18:00"},
      // Past midnight.
      {"2023-05-10", "", "20h-2h", "2023-05-10 20:00 - 2023-05-11 02:00"},
      {"2023-05-10 20:00", "2023-05-11 02:00", "20h-2h", "2023-05-10 20:00 - 2023-05-11 02:00"},
      {"2023-05-10", "2023-05-11", "20h-2h", "2023-05-10 20:00 - 2023-05-11 02:00"},
      {"2023-05-10", "2023-05-12", "20h-2h", "2023-05-10 20:00 - 2023-05-13 02:00"},
      {"2023-05-10", "", "18h à minuit", "2023-05-10 18:00 - 2023-05-11 00:00"},
      // Nothing known of an end.
      {"2023-05-10 14:00", "", "", "2023-05-10 14:00 - 15:00"},
      {"2023-05-10 14:00", "2023-05-10 14:00", "", "2023-05-10 14:00 - 15:00"},
      {"2023-05-10 14:00", "2023-05-10", "", "2023-05-10 14:00 - 15:00"},
      {"2023-05-10 14:00", "2023-05-12", "", "2023-05-10 14:00 - 2023-05-13 00:00"},
      {"2023-05-10", "", "à partir de 14h", "2023-05-10 14:00 - 15:00"},
  };
  const Parser parser;
  for (const Case& given : cases) {
    INFO(front_matter(given));
    CHECK(span_of(parser.parse(front_matter(given))) == given.span);
  }
}

TEST_CASE("an end before its start is an error at the end's place") {
  const Parser parser;
  const ParsedSample same_day = parser.parse("start: 2023-05-10 14:00\nend: 2023-05-10 09:00\n");
  CHECK(same_day.kind == ParsedSample::Kind::faulty);
  CHECK(list_problems(same_day.problems) ==
        "4:6 error: the end (2023-05-10 09:00) is before the start (2023-05-10 14:00)\n");
  const ParsedSample other_day = parser.parse("start: 2023-05-10\nend: 2023-05-09\n");
  CHECK(list_problems(other_day.problems) ==
        "4:6 error: the end (2023-05-09 00:00) is before the start (2023-05-10 00:00)\n");
}

TEST_CASE("hours that disagree with the dates are reported at the date") {
  const ParsedSample file =
      Parser().parse("start: 2023-05-10 14:00\nend: 2023-05-10 18:00\nhoraires: 14h30-17h\n");
  CHECK(list_problems(file.problems) ==
        "3:8 warning: hours disagree: the event starts at 14:00 by its date, but people read "
        "\"14h30-17h\"\n"
        "4:6 warning: hours disagree: the event ends at 18:00 by its date, but people read "
        "\"14h30-17h\"\n");
}

TEST_CASE("an offset that the zone does not have on that day is reported") {
  const ParsedSample file =
      Parser().parse("start: 2023-07-10 14:00 +01:00\nend: 2023-07-10 16:00 +01:00\n");
  CHECK(describe_span(*file.event) == "2023-07-10 15:00 - 17:00");
  CHECK(
      list_problems(file.problems) ==
      "3:8 warning: the offset +01:00 is not that of Europe/Paris on 2023-07-10, which is +02:00\n"
      "4:6 warning: the offset +01:00 is not that of Europe/Paris on 2023-07-10, which is "
      "+02:00\n");
}

TEST_CASE("times that the clock skips or shows twice follow RFC 5545 and are reported") {
  const Parser parser;
  const ParsedSample skipped = parser.parse("start: 2026-03-29 02:30\nduration: 1h\n");
  CHECK(describe_span(*skipped.event) == "2026-03-29 03:30 - 04:30");
  CHECK(list_problems(skipped.problems) ==
        "3:8 warning: 2026-03-29 02:30 does not exist in Europe/Paris: the clock is put forward "
        "over it\n");
  const ParsedSample twice = parser.parse("start: 2026-10-25 02:30\nduration: 1h\n");
  CHECK(std::get<TimeSpan>(twice.event->span).start ==
        Zone().place(WallTime(2026, 10, 25, 0, 30, 0)).instant);
  CHECK(list_problems(twice.problems) ==
        "3:8 warning: 2026-10-25 02:30 is twice in Europe/Paris: the clock is put back over it\n");
  // With its offset, the second one can be meant.
  const ParsedSample second = parser.parse("start: 2026-10-25 02:30 +01:00\nduration: 1h\n");
  CHECK(std::get<TimeSpan>(second.event->span).start ==
        Zone().place(WallTime(2026, 10, 25, 1, 30, 0)).instant);
}

TEST_CASE("a duration is an end") {
  const Parser parser;
  CHECK(describe_span(*parser.parse("start: 2023-05-10 14:00\nduree: 1h30\n").event) ==
        "2023-05-10 14:00 - 15:30");
  CHECK(describe_span(*parser.parse("start: 2023-05-10\nduree: 3 jours\n").event) ==
        "2023-05-10 .. 2023-05-12");
  const ParsedSample hours_of_a_day = parser.parse("start: 2023-05-10\nduree: 2h\n");
  CHECK(describe_span(*hours_of_a_day.event) == "2023-05-10 .. 2023-05-10");
  CHECK(hours_of_a_day.problems.size() == 1);
  const ParsedSample unreadable = parser.parse("start: 2023-05-10 14:00\nduree: longtemps\n");
  CHECK(describe_span(*unreadable.event) == "2023-05-10 14:00 - 15:00");
  CHECK(unreadable.problems.size() == 2);
}

TEST_CASE("an end that is the beginning is told where it stands") {
  const Parser parser;
  const ParsedSample file = parser.parse("start: 2023-05-10 14:00\nend: 2023-05-10 14:00\n");
  CHECK(describe_span(*file.event) == "2023-05-10 14:00 - 15:00");
  CHECK(list_problems(file.problems) ==
        "4:6 warning: the end is the beginning: 60 min are assumed\n");
  const ParsedSample hours = parser.parse("start: 2023-05-10\nhoraires: 14h - 14h\n");
  CHECK(list_problems(hours.problems).find("no end") == std::string::npos);
  CHECK(
      parser.parse("start: 2023-05-10 14:00\nend: 2023-05-10 14:00\nduree: 2h\n").problems.empty());
}

TEST_CASE("years outside 1970 to 2100 are served with a warning") {
  const ParsedSample file = Parser().parse("start: 1951-05-10\n");
  CHECK(describe_span(*file.event) == "1951-05-10 .. 1951-05-10");
  CHECK(list_problems(file.problems) ==
        "3:8 warning: the start is in 1951, outside 1970 to 2100\n");
}

TEST_CASE("hours of opening and closing may be apart") {
  CHECK(describe_span(
            *Parser().parse("start: 2023-05-10\nheure_debut: 14h\nheure_fin: 16h30\n").event) ==
        "2023-05-10 14:00 - 16:30");
}
