#include "dialect/survey.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string paths(const Survey& survey) {
  std::string told;
  for (const KeyUse& use : survey.uses) told += use.path + (use.forms.date ? "! " : " ");
  return told;
}

KeyCounts count_keys(const FolderSurvey& files) {
  KeyCounts keys;
  files.add_to(keys);
  return keys;
}

}  // namespace

TEST_CASE("a page shows its keys, and those that lie in mappings of no meaning or of time") {
  const YamlNode root =
      read_yaml(
          "title: A\nempty:\nextra: {when: 2027-05-10, tags: [x]}\n"
          "dates: {start: 10 May 2027, end: 11 May 2027}\nstart: {date: 2027-05-10}\n"
          "location: {name: Hall}\n")
          .root;
  CHECK(paths(survey_page(root).survey) ==
        "dates.end! dates.start! extra.tags extra.when! location start! title ");
}

TEST_CASE("a data file shows what the items of its lists show together") {
  const auto show = [](std::string_view yaml) {
    return paths(survey_list(read_yaml(yaml).root).survey);
  };
  CHECK(show("- {name: A, date: 2027-05-10}\n- {name: B, place: C}\n") == "date! name place ");
  CHECK(show("meetups:\n  '2027':\n    - {name: A, on: x}\n") == "name on ");
  CHECK(show("title: A\nstart: 2027-05-10\n") == "start! title ");
  // Keys of no meaning call events, where several are alike.
  CHECK(show("event1: {title: A, date: 2027-05-10}\nevent2: {title: B, date: 2027-05-11}\n") ==
        "date! title ");
  CHECK(show("event: {title: A, date: 2027-05-10}\nextra: {title: B}\n") ==
        "event.date! event.title extra.title ");
}

TEST_CASE("orders of day and month are seen") {
  const Survey survey =
      survey_page(read_yaml("a: 24/02/2027\nb: 02/24/2027\nc: 02/03/2027\n").root).survey;
  REQUIRE(survey.uses.size() == 3);
  CHECK(survey.uses[0].forms.day_first);
  CHECK(survey.uses[1].forms.month_first);
  CHECK(survey.uses[2].forms.unordered);
}

TEST_CASE("times whose digits are another time in the zone are doubted") {
  const SurveyZone paris{*Zone::find("Europe/Paris"), true};
  const auto doubts = [&](std::string_view yaml) {
    return survey_page(read_yaml(yaml).root, paris).doubts.size();
  };
  CHECK(doubts("start: 2027-07-12T20:00:00+01:00\nend: 2027-07-12T21:00:00Z\n") == 2);
  CHECK(doubts("start: 2027-07-12T20:00:00+02:00\nend: 2027-07-12 21:00\n") == 0);
  // Midnight is no time, a day of publication no time of the event's.
  CHECK(doubts("start: 2027-07-12T00:00:00Z\npublishDate: 2027-07-12T08:00:00Z\n") == 0);

  SurveyReading reading = survey_page(
      read_yaml("start: 2027-07-12T20:00:00+01:00\nend: 2027-07-12T21:00:00Z\n").root, paris);
  for (const DoubtedTime& doubt : reading.doubts) reading.settle(doubt, !doubt.time.zulu);
  REQUIRE(reading.survey.uses.size() == 2);
  CHECK(reading.survey.uses[1].forms.digits_told);
  CHECK(reading.survey.uses[0].forms.zulu_instants_told);
  CHECK(read_survey_text(write_survey_text(reading.survey)) == reading.survey);
}

TEST_CASE("a survey comes back from its text") {
  const Survey survey =
      survey_page(read_yaml("date: 24/02/2027\ntitle: é\nextra: {x: 1}\n").root).survey;
  CHECK(read_survey_text(write_survey_text(survey)) == survey);
  CHECK(read_survey_text("") == Survey{});
  CHECK_THROWS_AS(read_survey_text("p100000title"), std::invalid_argument);
  CHECK_THROWS_AS(read_survey_text(std::string("p10\0", 4)), std::invalid_argument);
}

TEST_CASE("files that show the same share their survey, and are counted") {
  FolderSurvey folder;
  const auto show = [&](std::string_view yaml) {
    return folder.add(std::make_shared<const Survey>(survey_page(read_yaml(yaml).root).survey));
  };
  const auto first = show("date: 2027-05-10\n");
  CHECK(show("date: 2027-06-10\n") == first);
  const auto other = show("date: soon\n");
  CHECK(count_keys(folder).at("date").files == 3);
  CHECK(count_keys(folder).at("date").dates == 2);
  folder.remove(other);
  folder.remove(first);
  CHECK(count_keys(folder).at("date").files == 1);
  folder.remove(first);
  CHECK(folder.empty());
}
