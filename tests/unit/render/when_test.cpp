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
        "du 10 au 12 mai 2023, début mercredi à 9h, fin vendredi à 18h");
  CHECK(describe("2023-05-10 09:00", "2023-05-12 18:00", "en") ==
        "10 to 12 May 2023, starting Wednesday at 09:00, ending Friday at 18:00");
  CHECK(describe("2023-05-10 09:00", "2023-05-13 00:00", "fr") ==
        "du 10 au 13 mai 2023, début mercredi à 9h");
  CHECK(describe("2023-05-10 09:00", "2023-05-20 18:00", "fr") ==
        "du 10 au 20 mai 2023, début mercredi 10 à 9h, fin samedi 20 à 18h");
  CHECK(describe("2023-05-30 09:00", "2023-06-06 18:00", "en") ==
        "30 May to 6 June 2023, starting Tuesday 30 May at 09:00, ending Tuesday 6 June at 18:00");
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

TEST_CASE("an end that nobody wrote is not told") {
  const almanach::testing::Parser parser;
  const auto describe = [&](const std::string& lines, std::string_view language) {
    return describe_when(*parser.parse(lines).event, language);
  };
  CHECK(describe("start: 2023-05-10 18:30\n", "fr") == "mercredi 10 mai 2023, à 18h30");
  CHECK(describe("start: 2023-05-10 18:30\n", "en") == "Wednesday 10 May 2023, 18:30");
  CHECK(describe("start: 2023-05-10 18:30\nduration: 1h\n", "fr") ==
        "mercredi 10 mai 2023, de 18h30 à 19h30");
  // It is as long as what is assumed, and written.
  CHECK(describe("start: 2023-05-10 18:30\nend: 2023-05-10 19:30\n", "fr") ==
        "mercredi 10 mai 2023, de 18h30 à 19h30");
}

TEST_CASE("another clock is named where it shows another time") {
  const Zone paris = *Zone::find("Europe/Paris");
  const Instant summer = paris.place(WallTime(2027, 7, 1, 12, 0, 0)).instant;
  CHECK(other_clock(summer, *Zone::find("Europe/Brussels"), paris, "fr").empty());
  CHECK(other_clock(summer, *Zone::find("America/Guadeloupe"), paris, "fr") ==
        " (heure de Guadeloupe)");
}
