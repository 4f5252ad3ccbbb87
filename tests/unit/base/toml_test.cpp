#include "base/toml.hpp"

#include "base/content_limits.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string scalar(const YamlNode& node, std::string_view key) {
  const YamlNode* value = node.find(key);
  REQUIRE(value != nullptr);
  return value->scalar;
}

}  // namespace

TEST_CASE("TOML becomes the tree of YAML, in the order written and with places") {
  const YamlReading reading = read_toml(
      "title = \"Fête\" # of all\n"
      "draft = false\n"
      "\n"
      "[extra]\n"
      "\"où\" = 'Lyon'\n"
      "place.city = \"Lyon\"\n"
      "[[talks]]\n"
      "name = \"a\"\n"
      "[[talks]]\n"
      "name = \"b\"\n",
      2);
  REQUIRE_FALSE(reading.fault);
  const YamlNode& root = reading.root;
  REQUIRE(root.entries.size() == 4);
  CHECK(root.entries[0].key == "title");
  CHECK(root.entries[0].position == Position{2, 1});
  CHECK(root.entries[0].value.position == Position{2, 9});
  CHECK(root.entries[0].value.quoted);
  CHECK(scalar(root, "draft") == "false");
  CHECK_FALSE(root.find("draft")->quoted);
  const YamlNode& extra = *root.find("extra");
  CHECK(extra.entries[0].value.position == Position{6, 8});
  CHECK(scalar(*extra.find("place"), "city") == "Lyon");
  REQUIRE(root.find("talks")->items.size() == 2);
  CHECK(scalar(root.find("talks")->items[1], "name") == "b");
}

TEST_CASE("dates and numbers of TOML stay as they are written") {
  const YamlReading reading = read_toml(
      "a = 2026-05-10T14:00:00+02:00\nb = 2026-05-10 14:00:00\nc = 2026-05-10\nd = 14:30:00\n"
      "e = 14.50\nf = 1_000\ng = 2026-05-10T12:00:00.500Z # noon\n"
      "\"été\" = {h = 2026-05-10 , i = [14:00:00,15:30:00]}\n");
  REQUIRE_FALSE(reading.fault);
  const YamlNode& root = reading.root;
  CHECK(scalar(root, "a") == "2026-05-10T14:00:00+02:00");
  CHECK(scalar(root, "b") == "2026-05-10 14:00:00");
  CHECK(scalar(root, "c") == "2026-05-10");
  CHECK(scalar(root, "d") == "14:30:00");
  CHECK(scalar(root, "e") == "14.50");
  CHECK(scalar(root, "f") == "1000");
  CHECK(scalar(root, "g") == "2026-05-10T12:00:00.500Z");
  CHECK(scalar(*root.find("été"), "h") == "2026-05-10");
  CHECK(root.find("été")->find("i")->items[1].scalar == "15:30:00");
}

TEST_CASE("what is no TOML is told with its place and a cure in its own words") {
  const YamlReading colon = read_toml("title = \"x\"\nstart: 2026-05-10\n", 2);
  REQUIRE(colon.fault);
  CHECK(colon.fault->position.line == 3);
  CHECK(colon.fault->message.find("not valid TOML: ") == 0);
  CHECK(colon.fault->hint.find("start = 2026-05-10T14:00:00") != std::string::npos);
  const YamlReading twice = read_toml("a = 1\na = 2\n");
  REQUIRE(twice.fault);
  CHECK(twice.fault->position.line == 2);
  CHECK(twice.fault->hint.find("given twice") != std::string::npos);
  for (const char* text : {"[,e8]\n", "[", "[[", "[[.]]", "=", ",", "a.", "a.,", "[a.,]",
                           // A letter where a blank could stand.
                           "\u01FB \"  ", "a = 1 \u00E9\n", "a \u0499= 1\n", "[\u00E9]\n"}) {
    INFO(text);
    CHECK(read_toml(text).fault);
  }
  CHECK(read_toml("a = \"\xFF\"").fault->position == Position{1, 6});
}

TEST_CASE("TOML is held to the limits of content") {
  std::string key = "a";
  for (int i = 0; i < 200'000; ++i) key += ".a";
  for (const std::string& text : {key + " = 1", "[" + key + "]\n", "x = 1\n[[" + key + "]]\n",
                                  "x = " + std::string(100'000, '[')}) {
    const YamlReading reading = read_toml(text);
    REQUIRE(reading.fault);
    CHECK(reading.fault->message.find("nested") != std::string::npos);
  }
  CHECK(read_toml("a = " + std::string(70, '[') + std::string(70, ']')).fault->message ==
        "nested more than 64 levels deep");
  std::string many = "a = [0";
  for (std::size_t i = 0; i < kMostYamlValues; ++i) many += ",0";
  CHECK(read_toml(many + "]").fault->message == "more than 100,000 values");
  const std::string dots =
      "a = \"" + std::string(500, '.') + "\" # " + std::string(500, '.') + "\n";
  CHECK_FALSE(read_toml(dots + "b = '''\n" + dots + "'''\n").fault);
}
