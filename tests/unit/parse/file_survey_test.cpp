#include "parse/file_survey.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "digits", "instants" or "" for what the texts of a page in Paris tell of its start.
std::string told(const std::string& start, std::string_view body, const std::string& more = "") {
  const Config config = read_config("", "", {});
  const Dialect fields(config.fields);
  Feed feed;
  feed.zone = config.timezone;
  FileWork work;
  const YamlNode root = read_yaml("start: " + start + "\n" + more).root;
  const Survey survey = survey_page_file(root, body, {config, fields, feed, work});
  for (const KeyUse& use : survey.uses) {
    if (use.path != "start") continue;
    if (use.forms.digits_told || use.forms.zulu_digits_told) return "digits";
    if (use.forms.instants_told || use.forms.zulu_instants_told) return "instants";
  }
  return "";
}

}  // namespace

TEST_CASE("the texts of a file tell whether digits or instant are meant") {
  for (const char* start : {"2027-07-12T20:00:00Z", "2027-07-12T21:00:00+01:00"}) {
    const bool zulu = std::string_view(start).ends_with('Z');
    CHECK(told(start, zulu ? "Concert à 20h.\n" : "Concert à 21h.\n") == "digits");
    CHECK(told(start, "Le 12 juillet\n\nConcert à 22h.\n") == "instants");
    CHECK(told(start, "Concert à 20h, 21h ou 22h.\n").empty());
    CHECK(told(start, "Concert le soir.\n").empty());
  }
  CHECK(told("2027-07-12T20:00:00Z", "", "horaires: 20h-23h\n") == "digits");
}

TEST_CASE("a text that names another zone tells nothing of local times") {
  CHECK(told("2027-07-12T20:00:00Z", "At 20:00 UTC.\n").empty());
  CHECK(told("2027-07-12T20:00:00Z", "At 20:00 GMT, 22:00 CEST.\n").empty());
  CHECK(told("2027-07-12T20:00:00Z", "At 22:00 CEST.\n") == "instants");
}

TEST_CASE("where the zone of the file has the offset, nothing is in doubt") {
  CHECK(told("2027-07-12T20:00:00-04:00", "At 20:00.\n", "timezone: America/New_York\n").empty());
  CHECK(told("2027-07-12T20:00:00+02:00", "At 20:00.\n").empty());
}
