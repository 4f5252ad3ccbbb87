#include "render/recurrence_words.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

TEST_CASE("a repetition reads well in both languages") {
  const almanach::testing::Parser parser;
  const auto describe = [&](const std::string& rule, std::string_view language) {
    const std::string lines = "start: 2026-05-05 18:00\nduration: 1h\nrrule: " + rule + "\n";
    return describe_recurrence(*parser.parse(lines).event, language);
  };
  CHECK(describe("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", "fr") ==
        "Chaque mardi jusqu’au 31 décembre 2026");
  CHECK(describe("FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231", "en") ==
        "Every Tuesday until 31 December 2026");
  CHECK(describe("FREQ=WEEKLY;BYDAY=MO,TU,TH;COUNT=10", "fr") ==
        "Chaque lundi, mardi et jeudi, 10 fois");
  CHECK(describe("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "fr") == "Toutes les 2 semaines, le mardi");
  CHECK(describe("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "en") == "Every 2 weeks on Tuesday");
  CHECK(describe("FREQ=MONTHLY;BYDAY=1TU,-1FR", "fr") ==
        "Chaque mois, le premier mardi et le dernier vendredi");
  CHECK(describe("FREQ=MONTHLY;BYDAY=1TU", "en") == "Every month on the first Tuesday");
  CHECK(describe("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=5;UNTIL=20270501", "fr") ==
        "Tous les 2 mois, le 5 jusqu’au 1er mai 2027");
  CHECK(describe("FREQ=YEARLY", "fr") == "Chaque année");
  CHECK(describe("FREQ=DAILY;INTERVAL=3", "fr-FR") == "Tous les 3 jours");
  CHECK(describe("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "fr").empty());
  CHECK(describe_recurrence(*parser.parse("start: 2026-05-05\n").event, "fr").empty());
}
