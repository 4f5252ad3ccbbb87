#include "cli/pinned_config.hpp"

#include "config/config.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

DialectDescription feed(std::vector<DescribedField> fields) {
  DialectDescription description;
  description.feed = "agenda";
  description.files = 3;
  description.fields = std::move(fields);
  return description;
}

FoundSettings found(std::vector<DialectDescription> dialects) {
  return {"./feeds", std::nullopt, std::nullopt, std::move(dialects)};
}

/// What a program makes of the text.
Config read_back(const FoundSettings& settings) {
  return read_config(write_pinned_config(settings), "almanach.yml", {});
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("what was found is read back as it was") {
  FoundSettings settings = found({feed({{"start", {{"date", 2, 2}, {"extra.when", 1, 1}}},
                                        {"hours", {{"heures d'été: \"14h\"", 1, 0}}},
                                        {"place", {{"no", 3, 0}, {"lieu", 0, 0}}},
                                        {"cancelled", {{"off", 1, 0}}}})});
  settings.content = "/srv/mon site: #1\n/feeds";
  settings.timezone = "America/New_York";
  settings.language = "en";
  const Config config = read_back(settings);
  CHECK(config.content == settings.content);
  CHECK(config.timezone.name() == "America/New_York");
  CHECK(config.language == "en");
  CHECK(config.fields.size() == 3);
  CHECK(config.fields.at("start").names == Names{"date", "extra.when"});
  CHECK(config.fields.at("start").only);
  CHECK(config.fields.at("hours").names == Names{"heures d'été: \"14h\""});
  CHECK(config.fields.at("place").names == Names{"no", "lieu"});
  CHECK_FALSE(config.fields.at("place").only);
}

TEST_CASE("what is not known is a comment") {
  const FoundSettings settings = found({feed({})});
  const Config config = read_back(settings);
  CHECK(config.timezone.name() == "Europe/Paris");
  CHECK(config.fields.empty());
  CHECK(write_pinned_config(settings).find("# timezone: Europe/Paris\n") != std::string::npos);
}

TEST_CASE("where a key means two things each folder has fields of its own") {
  FoundSettings settings =
      found({feed({{"start", {{"date", 3, 3}}}, {"title", {{"title", 3, 0}}}}),
             feed({{"start", {{"event_date", 3, 3}}}, {"written", {{"date", 3, 3}}}}), feed({})});
  settings.dialects[1].feed = "ateliers: 2";
  settings.dialects[2].feed = "";
  const Config config = read_back(settings);
  CHECK(config.fields.empty());
  REQUIRE(config.feeds.size() == 3);
  CHECK(config.feeds.at("agenda").fields.at("start") == FieldNames{{"date"}, true});
  CHECK(config.feeds.at("agenda").fields.at("title") == FieldNames{{"title"}, false});
  CHECK(config.feeds.at("ateliers: 2").fields.at("start") == FieldNames{{"event_date"}, true});
  CHECK(config.feeds.at("").fields.empty());
}

TEST_CASE("how dates are read is pinned for each folder that has such dates") {
  DialectDescription local = feed({{"start", {{"date", 3, 3}}}});
  local.dates = {true, false, std::nullopt};
  DialectDescription plain = local;
  plain.feed = "cours";
  plain.dates = {};
  DialectDescription american = local;
  american.feed = "";
  american.dates = {false, true, std::nullopt};
  const Config config = read_back(found({local, plain, american}));
  CHECK(config.fields.at("start") == FieldNames{{"date"}, true});
  CHECK(config.feeds.size() == 2);
  CHECK(config.feeds.at("agenda").dates == local.dates);
  CHECK(config.feeds.at("").dates == american.dates);
}

TEST_CASE("where the names of files say when, no key is pinned to") {
  DialectDescription named = feed({{"start", {{"debut", 1, 0}}}, {"place", {{"lieu", 3, 0}}}});
  named.day_of_name = true;
  CHECK(read_back(found({named})).fields.count("start") == 0);
  CHECK(read_back(found({named})).fields.count("place") == 1);
}
