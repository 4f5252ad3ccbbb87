#include "base/json.hpp"

#include "base/content_limits.hpp"
#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("JSON becomes the tree of YAML, with places") {
  const YamlReading reading = read_json(
      "{ // of people\n"
      "  \"title\": \"Fête \\\"d'été\\\"\", \"n\": -1.50e1,\n"
      "  /* two */ \"list\": [true, null, {\"é\": \"x\"}] }\n");
  REQUIRE_FALSE(reading.fault);
  const YamlNode& root = reading.root;
  CHECK(root.position == Position{1, 1});
  CHECK(root.find("title")->scalar == "Fête \"d'été\"");
  CHECK(root.find("title")->quoted);
  CHECK(root.entries[0].position == Position{2, 3});
  CHECK(root.find("title")->position == Position{2, 12});
  CHECK(root.find("n")->scalar == "-1.50e1");
  CHECK_FALSE(root.find("n")->quoted);
  CHECK(root.find("n")->position == Position{2, 35});
  const YamlNode& list = *root.find("list");
  CHECK(root.entries[2].position == Position{3, 13});
  REQUIRE(list.items.size() == 3);
  CHECK(list.items[0].scalar == "true");
  CHECK(list.items[1].is_null());
  CHECK(list.items[2].entries[0].value.position == Position{3, 40});
  CHECK(reading.values == 12);
}

TEST_CASE("a name of JSON that is given twice counts the last time, and is told") {
  const YamlReading reading = read_json("{\"a\": 1,\n\"a\": 2}");
  CHECK(reading.root.find("a")->scalar == "2");
  REQUIRE(reading.remarks.size() == 1);
  CHECK(reading.remarks[0].position == Position{2, 1});
}

TEST_CASE("what is no JSON is told with its place") {
  const auto place = [](std::string_view text) {
    const YamlReading reading = read_json(text);
    REQUIRE(reading.fault);
    CHECK_FALSE(reading.fault->hint.empty());
    CHECK(reading.fault->message.find("json.exception") == std::string::npos);
    return reading.fault->position;
  };
  CHECK(place("{\n  \"a\": x\n}") == Position{2, 8});
  CHECK(place("{\"a\": 1,}") == Position{1, 9});
  CHECK(place("{\"a\": 1") == Position{1, 8});
  CHECK(place("") == Position{1, 1});
  CHECK(place("{\"a\": 1} b") == Position{1, 10});
  CHECK(place("{\"a\": \"\xFF\"}") == Position{1, 8});
}

TEST_CASE("JSON is held to the limits of content") {
  const std::string deep(100'000, '[');
  CHECK(read_json(deep).fault->message == "nested more than 64 levels deep");
  std::string many = "[0";
  for (std::size_t i = 0; i < kMostYamlValues; ++i) many += ",0";
  CHECK(read_json(many + "]").fault->message == "more than 100,000 values");
  CHECK_FALSE(read_json(std::string(64, '[') + std::string(64, ']')).fault);
}

TEST_CASE("an object is read up to its end, whatever follows") {
  const JsonReading reading = read_json_object("{\"a\": {\"b\": 1}}\nText {");
  REQUIRE_FALSE(reading.tree.fault);
  CHECK(reading.end == 15);
}
