#include "render/event_words.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

std::string describe(const std::string& lines, std::string_view language = "fr") {
  const almanach::testing::Parser parser;
  return describe_event(*parser.parse(lines).event, *Zone::find("Europe/Paris"), language);
}

}  // namespace

TEST_CASE("what was understood of an event is one line") {
  CHECK(describe("start: 2027-01-22\nlieu: Salle des fêtes\n") ==
        "ven. 22 janv. 2027, toute la journée, Salle des fêtes");
  CHECK(describe("start: 2027-01-22\nlieu: Town Hall\n", "en") ==
        "Fri 22 Jan 2027, all day, Town Hall");
  CHECK(describe("start: 2027-07-30\nend: 2027-08-01\n") ==
        "ven. 30 juil. 2027 – dim. 1er août 2027, toute la journée");
  CHECK(describe("start: 2027-01-22 14:00\nend: 2027-01-22 17:30\n") ==
        "ven. 22 janv. 2027, 14h – 17h30");
  CHECK(describe("start: 2027-01-22 20:00\nend: 2027-01-23 02:00\n", "en") ==
        "Fri 22 Jan 2027, 20:00 – 02:00");
  CHECK(describe("start: 2027-01-22 20:00\nend: 2027-01-24 12:00\n") ==
        "ven. 22 janv. 2027, 20h – dim. 24 janv. 2027, 12h");
}

TEST_CASE("zone, repetition and status are said where they are not as usual") {
  CHECK(describe("start: 2027-01-22 14:00\nduration: 1h\ntimezone: Indian/Reunion\n") ==
        "ven. 22 janv. 2027, 14h – 15h, heure de La Réunion");
  CHECK(describe("start: 2027-01-22 14:00\nduration: 1h\nrrule: FREQ=WEEKLY;COUNT=3\n") ==
        "ven. 22 janv. 2027, 14h – 15h, chaque semaine, 3 fois");
  CHECK(describe("start: 2027-01-29 14:00\nduration: 1h\n"
                 "rrule: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1\n",
                 "en") == "Fri 29 Jan 2027, 14:00 – 15:00, repeated");
  CHECK(describe("start: 2027-01-22\nstatut: annulé\n") ==
        "ven. 22 janv. 2027, toute la journée, annulé");
}
