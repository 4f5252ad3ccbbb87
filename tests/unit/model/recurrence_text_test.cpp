#include "model/recurrence_text.hpp"

#include <stdexcept>

#include "model/event_text.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::Parser;

TEST_CASE("a series is the same after it was written and read") {
  const Parser parser;
  for (const std::string lines :
       {"start: 2026-05-05 18:00\nend: 2026-05-05 20:00\nexdate: 2026-05-19\n"
        "rrule: FREQ=YEARLY;INTERVAL=2;UNTIL=20991231;BYMONTH=5,6;BYDAY=1TU,-1FR;BYHOUR=9,"
        "18;BYMINUTE=0;BYSECOND=0;BYSETPOS=1,2,-1;WKST=SU\n",
        "start: 2026-05-05\nrrule: FREQ=WEEKLY;COUNT=4\noccurrences:\n- date: 2026-05-12\n  "
        "statut: annulé\n- date: 2026-05-19\n  start: 2026-05-20\n  titre: Autre\n  lieu: Là\n  "
        "description: Deux *mots*\n",
        "start: 2026-05-05 18:00\nduration: 1h\nrrule: FREQ=WEEKLY\noccurrences: {2026-05-12: "
        "{start: 9h}}\n",
        "start: 2026-05-05\nrrule: FREQ=YEARLY;BYYEARDAY=125;BYMONTHDAY=5\n",
        "start: 2026-05-05\nrrule: FREQ=YEARLY;BYWEEKNO=19\n"}) {
    const almanach::testing::ParsedSample file = parser.parse(lines);
    REQUIRE(file.event);
    REQUIRE(file.event->recurrence);
    CHECK(read_event_text(write_event_text(*file.event)) == *file.event);
    const Event added = almanach::testing::with_extra(*file.event, WallTime(2026, 5, 22, 10, 0, 0));
    CHECK(read_event_text(write_event_text(added)) == added);
  }
}

TEST_CASE("a text that nobody has written is refused") {
  const std::string start = R"({"zone":"UTC","title":"a","time":[1,2],"recurrence":)";
  for (const std::string text :
       {R"({})", R"({"covered":[1,2],"rule":{"frequency":"hourly"}})", R"({"covered":[1]})",
        R"({"covered":[1,2],"extra":["soon"]})", R"({"covered":[1,2],"changed":[{}]})"})
    CHECK_THROWS_AS(read_event_text(start + text + "}"), std::invalid_argument);
}
