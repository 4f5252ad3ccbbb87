#include "parse/fields.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("lookalikes of names that are missing, or hardly missed, are told") {
  const FieldTable fields({});
  const auto lookalikes = [&](std::string_view yaml) {
    std::string told;
    const YamlNode root = read_yaml(yaml).root;
    FileWork work;
    for (const auto& found : fields.find_lookalikes(root, work))
      told += found.key + ">" + found.meant + " ";
    return told;
  };
  CHECK(lookalikes("Lieu: x\n") == "Lieu>lieu ");
  CHECK(lookalikes("event_start_dat: x\n") == "event_start_dat>event_start_date ");
  CHECK(lookalikes("event_end_date: x\nevnt_end_date: y\n") == "evnt_end_date>event_end_date ");
  CHECK(lookalikes("layout: x\npermalink: y\nacces: z\nintitule: w\nauteur: v\n").empty());
  CHECK(lookalikes("lieu: x\nplaces: 20\n").empty());
}

TEST_CASE("all values of a field come in the order of the file") {
  const FieldTable fields({});
  const YamlNode root = read_yaml("tags: a\ncategories: [b]\nkeywords:\n").root;
  const auto found = fields.find_all(root, "categories");
  REQUIRE(found.size() == 2);
  CHECK(found[0].name == "tags");
  CHECK(found[1].name == "categories");
}
