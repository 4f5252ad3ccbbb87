#include "publish/alias_table.hpp"

#include "base/yaml.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

AliasTable table_of(const std::string& yaml) {
  Problems problems;
  AliasTable table(read_aliases(read_yaml(yaml).root, "f", problems));
  CHECK(problems.empty());
  return table;
}

std::string target(const AliasTable& table, const std::string& path,
                   const std::string& query = "") {
  const Alias* const alias = table.find(path, query);
  return alias == nullptr ? "none" : alias->feed + '?' + alias->choices;
}

}  // namespace

TEST_CASE("an alias is found by its decoded path, whatever else is asked") {
  const AliasTable table = table_of("{/a%20b.ics: culture, /c.ics: 'sport?lang=fr&past=all'}");
  CHECK(target(table, "/a b.ics") == "culture?");
  CHECK(target(table, "/a b.ics", "x=1") == "culture?");
  CHECK(target(table, "/c.ics", "lang=en") == "sport?lang=fr&past=all");
  CHECK(target(table, "/a%20b.ics") == "none");
  CHECK(target(table, "/c.ics/") == "none");
  CHECK(AliasTable().empty());
  CHECK(target(AliasTable(), "/c.ics") == "none");
}

TEST_CASE("of several with one path the one counts of which most is asked") {
  const AliasTable table =
      table_of("{/cal: all, '/cal?id=1': a, '/cal?id=1&f=ics': b, '/cal?id=a%26b': c}");
  CHECK(target(table, "/cal") == "all?");
  CHECK(target(table, "/cal", "id=2") == "all?");
  CHECK(target(table, "/cal", "utm=x&id=1") == "a?");
  CHECK(target(table, "/cal", "f=ics&id=1") == "b?");
  CHECK(target(table, "/cal", "id=a%26b") == "c?");
  CHECK(target(table_of("{'/?ical=1': a}"), "/", "") == "none");
  CHECK(table.all().size() == 4);
}

TEST_CASE("an address that stands twice is refused, however it is written") {
  Problems problems;
  const auto aliases = read_aliases(
      read_yaml("/a%20b?x=1&y=2: one\n/a%20b?y=2&x=1: two\n/a%2520b: three\n").root, "f", problems);
  CHECK(aliases.size() == 2);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].line == 2);
  CHECK(problems[0].message == "aliases: \"/a%20b?y=2&x=1\" stands twice");
}
