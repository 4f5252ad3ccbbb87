#include "render/when.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

TEST_CASE("when an event is reads well in both languages") {
  const almanach::testing::Parser parser;
  const auto describe = [&](const std::string& start, const std::string& end,
                            std::string_view language) {
    return describe_when(*parser.parse("start: " + start + "\nend: " + end + "\n").event, language);
  };
  CHECK(describe("2023-05-10 14:00", "2023-05-10 17:30", "fr") ==
        "mercredi 10 mai 2023, de 14h à 17h30");
  CHECK(describe("2023-05-10 14:00", "2023-05-10 17:30", "en") ==
        "Wednesday 10 May 2023, 14:00 to 17:30");
  CHECK(describe("2023-05-10 20:00", "2023-05-11 02:00", "fr") ==
        "mercredi 10 mai 2023, de 20h à 2h");
  CHECK(describe("2023-05-10 09:00", "2023-05-12 18:00", "fr") ==
        "du mercredi 10 mai 2023 à 9h au vendredi 12 mai 2023 à 18h");
  CHECK(describe("2022-12-01", "2022-12-01", "fr-FR") == "jeudi 1er décembre 2022");
  CHECK(describe("2022-12-01", "2022-12-15", "fr") == "du 1er au 15 décembre 2022");
  CHECK(describe("2022-11-30", "2022-12-01", "fr") == "du 30 novembre au 1er décembre 2022");
  CHECK(describe("2022-12-30", "2023-01-02", "en") == "30 December 2022 to 2 January 2023");
}

TEST_CASE("hours, and whose clock shows them") {
  const Zone paris = *Zone::find("Europe/Paris");
  const Instant start = paris.place(WallTime(2027, 5, 10, 14, 0, 0)).instant;
  const TimeSpan time{start, start + std::chrono::minutes(210)};
  CHECK(describe_hours(time, paris, "fr") == "14h – 17h30");
  CHECK(describe_hours(time, paris, "en") == "14:00 – 17:30");
  CHECK(describe_hour(start, *Zone::find("America/Cayenne"), "fr") == "9h");
  const std::vector<std::array<std::string, 3>> clocks = {
      {"Europe/Paris", "heure de Paris", "Paris time"},
      {"Europe/Brussels", "heure de Bruxelles", "Brussels time"},
      {"Europe/Athens", "heure d’Athènes", "Athens time"},
      {"Indian/Reunion", "heure de La Réunion", "Reunion time"},
      {"America/New_York", "heure de New York", "New York time"},
      {"UTC", "UTC", "UTC"}};
  for (const auto& [zone, french, english] : clocks) {
    CHECK(describe_clock(*Zone::find(zone), "fr") == french);
    CHECK(describe_clock(*Zone::find(zone), "en-GB") == english);
  }
}
