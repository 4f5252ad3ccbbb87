#include <stdexcept>

#include "dialect/dialect.hpp"
#include "dialect/dialect_change.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

KeyCount count(std::size_t files, std::size_t dates, std::size_t digits) {
  KeyCount count;
  count.files = files;
  count.dates = dates;
  count.digits = digits;
  return count;
}

const Dialect& base() {
  static const Dialect kBase({});
  return kBase;
}

/// `date` is the day, `debut` the opening, `lieuEvenement` a place, `couleur` nothing; the month
/// first.
Dialect learned() {
  KeyCounts keys;
  keys["date"] = count(3, 3, 3);
  keys["debut"] = count(3, 0, 3);
  keys["lieuEvenement"] = count(2, 0, 0);
  keys["couleur"] = count(1, 0, 0);
  keys["date"].month_first = 1;
  return base().learn("agenda", keys);
}

}  // namespace

TEST_CASE("a dialect that is kept as text is the same one again") {
  const Dialect before = learned();
  REQUIRE(before.date_is_start());
  REQUIRE(before.field_of("debut") == "opening");
  REQUIRE(before.field_of("lieuEvenement") == "place");
  const Dialect after = base().read_text(before.write_text());
  CHECK(after.write_text() == before.write_text());
  CHECK(after.date_is_start());
  CHECK(after.date_style() == before.date_style());
  for (const std::string& name : before.all_names())
    CHECK(after.field_of(name) == before.field_of(name));
  for (const char* field : {"start", "opening", "place", "written"})
    CHECK(after.names(field) == before.names(field));
  Survey survey;
  survey.uses = {{"couleur", {}}, {"date", {}}, {"debut", {}}, {"lieuEvenement", {}}};
  CHECK(after.knows(survey));
  CHECK(after.reading_of(survey) == before.reading_of(survey));
  CHECK(describe_changes(before, after, survey).empty());
}

TEST_CASE("the configuration counts more than what was kept") {
  const Dialect configured({{"start", {{"jour"}, true}}, {"title", {{"lieuEvenement"}, false}}});
  const Dialect after = configured.read_text(learned().write_text());
  CHECK(after.names("start") == std::vector<std::string>{"jour"});
  CHECK(after.field_of("lieuEvenement") == "title");
  CHECK_FALSE(after.date_is_start());
}

TEST_CASE("what no dialect has written is refused") {
  const std::string good = learned().write_text();
  CHECK_THROWS_AS(base().read_text(good.substr(0, good.size() - 1)), std::invalid_argument);
  for (const std::string line :
       {"order 3", "order x", "order -1", "offsets", "key place x k", "something"}) {
    INFO(line);
    CHECK_THROWS_AS(base().read_text(line + '\0'), std::invalid_argument);
  }
  CHECK(base().read_text("").write_text() == base().write_text());
}

TEST_CASE("a key that no text can hold does not spoil the others") {
  KeyCounts keys;
  keys[std::string("lieu\0x", 6)] = count(1, 0, 0);
  keys["lieuEvenement"] = count(1, 0, 0);
  const Dialect after = base().read_text(base().learn("agenda", keys).write_text());
  CHECK(after.field_of("lieuEvenement") == "place");
}

TEST_CASE("a dialect that learns nothing takes no key from a file") {
  const Dialect plain = base().without_learning();
  Survey survey;
  survey.uses = {{"lieuEvenement", {}}};
  CHECK(plain.knows(survey));
  CHECK(plain.field_of("lieuEvenement").empty());
  CHECK(plain.date_style().order == DateStyle::Order::day_first);
}

TEST_CASE("what changes between two dialects is told in words") {
  Survey survey;
  survey.uses = {{"couleur", {}}, {"date", {}}, {"debut", {}}, {"lieuEvenement", {}}};
  survey.uses[1].forms.month_first = true;
  const std::vector<std::string> changes = describe_changes(base(), learned(), survey);
  CHECK(changes ==
        std::vector<std::string>{"`date` is the day of the event, it was that of publication",
                                 "numeric dates have the month first",
                                 "`debut` is read as opening, it was read as start",
                                 "`lieuEvenement` is read as place, it was not read"});
  survey.uses = {{"couleur", {}}, {"start", {}}};
  CHECK(describe_changes(base(), learned(), survey).empty());
}
