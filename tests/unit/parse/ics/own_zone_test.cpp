#include "parse/ics/own_zone.hpp"

#include "parse/ics/file_text.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

const std::string kParis =
    "BEGIN:VTIMEZONE\nTZID:Chez nous\n"
    "BEGIN:STANDARD\nDTSTART:16010101T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
    "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\nEND:STANDARD\n"
    "BEGIN:DAYLIGHT\nDTSTART:16010101T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
    "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\nEND:DAYLIGHT\nEND:VTIMEZONE\n";

struct Reading {
  std::optional<OwnZone> zone;
  std::string problems;
};

Reading read(const std::string& vtimezone) {
  Problems found;
  ProblemSink problems("zone.ics", found, Notation::yaml);
  WorkBudget work(kMostStepsOfFile);
  const std::string text = "BEGIN:VCALENDAR\n" + vtimezone + "END:VCALENDAR\n";
  const IcsFileText file(text, problems);
  auto zone = OwnZone::read(file.calendars().at(0).components.at(0), work, problems);
  return {std::move(zone), almanach::testing::list_problems(found)};
}

Instant at(int year, int month, int day, int hour, int minute = 0) {
  return Zone().place(WallTime(year, month, day, hour, minute)).instant;
}

std::string observance(const std::string& lines) {
  return "BEGIN:VTIMEZONE\nTZID:x\nBEGIN:STANDARD\n" + lines + "END:STANDARD\nEND:VTIMEZONE\n";
}

}  // namespace

TEST_CASE("a file's own zone places times as the zone that it describes") {
  const Reading reading = read(kParis);
  REQUIRE(reading.zone);
  const Zone paris = *Zone::find("Europe/Paris");
  for (const int year : {1997, 2027, 2150}) {
    for (int day = 1; day <= 365; ++day) {
      const WallTime wall = WallTime(Day(year, 1, 1) + day) + 12 * 3'600;
      CHECK(reading.zone->place(wall) == paris.place(wall).instant);
      CHECK(reading.zone->wall_time(paris.place(wall).instant) == wall);
    }
  }
  // Skipped: by the offset before. Twice: the first.
  CHECK(reading.zone->place(WallTime(2026, 3, 29, 2, 30)) == at(2026, 3, 29, 1, 30));
  CHECK(reading.zone->place(WallTime(2026, 10, 25, 2, 30)) == at(2026, 10, 25, 0, 30));
  CHECK(reading.zone->text() == kParis);
}

TEST_CASE("a zone of the system with the same clock is found") {
  const Reading reading = read(kParis);
  const Zone paris = *Zone::find("Europe/Paris");
  const Zone tokyo = *Zone::find("Asia/Tokyo");
  const Instant from = at(2027, 1, 1, 0);
  const Instant to = at(2047, 1, 1, 0);
  WorkBudget work(kMostStepsOfFile);
  CHECK(reading.zone->find_twin(from, to, paris, work)->name() == "Europe/Paris");
  const auto other = reading.zone->find_twin(from, to, tokyo, work);
  REQUIRE(other);
  for (int day = 1; day <= 365; ++day) {
    const WallTime wall = WallTime(Day(2030, 1, 1) + day);
    CHECK(other->place(wall).instant == paris.place(wall).instant);
  }
  // Its clock was another in 1950.
  CHECK(reading.zone->find_twin(at(1950, 1, 1, 0), to, paris, work) != paris);

  const Reading odd =
      read(observance("DTSTART:20000101T000000\nTZOFFSETFROM:+0313\nTZOFFSETTO:+0313\n"));
  REQUIRE(odd.zone);
  CHECK_FALSE(odd.zone->find_twin(from, to, paris, work));
  CHECK(odd.zone->place(WallTime(2027, 1, 1, 12, 0)) == at(2027, 1, 1, 8, 47));
}

TEST_CASE("an observance ends at its UNTIL, which is told in UTC, and may be listed") {
  const Reading reading = read(
      "BEGIN:VTIMEZONE\nTZID:x\n"
      "BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n"
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20021027T010000Z\nRDATE:20050101T000000\n"
      "END:STANDARD\n"
      "BEGIN:DAYLIGHT\nDTSTART:20030330T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n"
      "END:DAYLIGHT\nEND:VTIMEZONE\n");
  REQUIRE(reading.zone);
  CHECK(reading.zone->wall_time(at(2000, 1, 1, 0)) == WallTime(2000, 1, 1, 2, 0));
  CHECK(reading.zone->wall_time(at(2002, 10, 27, 1)) == WallTime(2002, 10, 27, 2, 0));
  CHECK(reading.zone->wall_time(at(2004, 1, 1, 0)) == WallTime(2004, 1, 1, 2, 0));
  CHECK(reading.zone->wall_time(at(2006, 1, 1, 0)) == WallTime(2006, 1, 1, 1, 0));
}

TEST_CASE("what describes no zone is refused with its place") {
  CHECK(read("BEGIN:VTIMEZONE\nTZID:x\nEND:VTIMEZONE\n").problems ==
        "2:1 error: VTIMEZONE without STANDARD or DAYLIGHT\n");
  CHECK(read(observance("DTSTART:20000101T000000\nTZOFFSETTO:+0100\n")).problems ==
        "4:1 error: STANDARD without TZOFFSETFROM\n");
  CHECK(read(observance("DTSTART:x\nTZOFFSETFROM:+0100\nTZOFFSETTO:+01\n")).problems ==
        "7:12 error: TZOFFSETTO: \"+01\" is no offset such as +0100\n"
        "5:9 error: DTSTART: \"x\" is no time\n");
  const std::string start = "DTSTART:20000101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0100\n";
  for (const char* rule : {"FREQ=DAILY", "FREQ=YEARLY;BYMONTH=1,2", "FREQ=YEARLY;BYHOUR=1,2,3",
                           "FREQ=YEARLY;BYYEARDAY=1", "FREQ=SECONDLY"}) {
    INFO(rule);
    const Reading reading = read(observance(start + "RRULE:" + rule + "\n"));
    CHECK_FALSE(reading.zone);
    CHECK_FALSE(reading.problems.empty());
  }
  CHECK_FALSE(read(observance(start + "DTSTART:16010101T000000\nRRULE:FREQ=YEARLY;BYDAY=SU\n"))
                  .problems.empty());
}
