#include "base/yaml.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("values keep the place that they are written at") {
  const YamlReading reading =
      read_yaml("title: Été\nplace:\n  name: 'L''eau'\nlist:\n- a\n- b: 2\n", 2);
  REQUIRE_FALSE(reading.fault);
  const YamlNode& root = reading.root;
  CHECK(root.find("title")->scalar == "Été");
  CHECK(root.find("title")->position == Position{2, 8});
  CHECK(root.find("place")->find("name")->scalar == "L'eau");
  CHECK(root.find("place")->find("name")->quoted);
  CHECK(root.find("list")->items.size() == 2);
  CHECK(root.find("list")->items[1].find("b")->position == Position{7, 6});
  CHECK(root.find("nothing") == nullptr);
}

TEST_CASE("columns count code points") {
  const YamlReading reading = read_yaml("{été: à, b: c}");
  REQUIRE(reading.root.find("b") != nullptr);
  CHECK(reading.root.find("b")->position == Position{1, 13});
}

TEST_CASE("nothing, null and empty text are told apart") {
  const YamlNode root = read_yaml("a:\nb: ~\nc: ''\nd: null\ne: 'null'\n").root;
  CHECK(root.find("a")->is_null());
  CHECK(root.find("b")->is_null());
  CHECK(root.find("c")->is_scalar());
  CHECK(root.find("d")->is_null());
  CHECK(root.find("e")->scalar == "null");
  CHECK(read_yaml("").root.is_null());
}

TEST_CASE("a key given twice is remarked, and the last one counts") {
  const YamlReading reading = read_yaml("a: 1\nb: 2\na: 3\n");
  REQUIRE(reading.remarks.size() == 1);
  CHECK(reading.remarks[0].position == Position{3, 1});
  CHECK(reading.root.find("a")->scalar == "3");
}

TEST_CASE("faults name their line and column") {
  const auto fault = [](std::string_view text) {
    const YamlReading reading = read_yaml(text);
    return reading.fault
               ? fmt::format("{}:{}", reading.fault->position.line, reading.fault->position.column)
               : "none";
  };
  CHECK(fault("a: b\nc: d: e\n") == "2:5");
  CHECK(fault("a: b\nc: \"x\n") != "none");
  CHECK(fault("a: b\nc: é\xE9\n") == "2:5");
  CHECK(fault("a: [1, 2\nb: c\n") != "none");
  CHECK(fault("[a]: b\n") == "1:1");
}

TEST_CASE("aliases are copied in, and cannot blow up") {
  const YamlNode root = read_yaml("a: &x [1, 2]\nb: *x\n").root;
  CHECK(root.find("b")->items.size() == 2);

  std::string laughs = "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n";
  for (int i = 1; i < 9; ++i) {
    laughs += fmt::format("a{}: &a{} [", i, i);
    for (int j = 0; j < 10; ++j) laughs += fmt::format("*a{}{}", i - 1, j < 9 ? "," : "]\n");
  }
  REQUIRE(read_yaml(laughs).fault);
  CHECK(read_yaml(std::string(1000, '[')).fault);
}

TEST_CASE("what anchors hold counts each time that it is copied") {
  std::string nested = "x: ";
  for (int i = 0; i < 50; ++i) nested += "&a" + std::to_string(i) + " [";
  for (int i = 0; i < 3'000; ++i) nested += "a, ";
  nested += "a" + std::string(50, ']') + "\n";
  const YamlReading reading = read_yaml(nested);
  REQUIRE(reading.fault);
  CHECK(reading.fault->message.starts_with("more than 100,000 values"));
  CHECK(reading.fault->position.line == 1);
  CHECK_FALSE(reading.fault->hint.empty());
  CHECK(read_yaml("a: &a [1, 2, 3]\nb: *a\nc: &c {d: *a}\n")
            .root.find("c")
            ->find("d")
            ->items.size() == 3);
}

TEST_CASE("of many keys, given again or not, each is found by its last value") {
  std::string text;
  for (int round = 0; round < 2; ++round) {
    for (int i = 0; i < 20'000; ++i)
      text += "k" + std::to_string(i) + ": " + std::to_string(round) + "\n";
  }
  const YamlReading reading = read_yaml(text);
  REQUIRE_FALSE(reading.fault);
  CHECK(reading.root.entries.size() == 20'000);
  CHECK(reading.root.entries.front().key == "k0");
  CHECK(reading.root.entries.front().position == Position{20'001, 1});
  CHECK(reading.root.entries.back().value.scalar == "1");
  CHECK(reading.remarks.size() == 20'000);
  CHECK(reading.values == 80'001);
}

TEST_CASE("columns of a long line are counted on") {
  std::string line = "a: [é";
  for (int i = 0; i < 20'000; ++i) line += ", {b: é}";
  const YamlReading reading = read_yaml(line + "]\n");
  REQUIRE_FALSE(reading.fault);
  const std::vector<YamlNode>& items = reading.root.find("a")->items;
  CHECK(items[1].position == Position{1, 8});
  CHECK(items[1].find("b")->position == Position{1, 12});
  CHECK(items[20'000].find("b")->position == Position{1, 12 + 8 * 19'999});
}

TEST_CASE("escapes give characters, and no text holds a NUL") {
  CHECK(read_yaml("a: \"x\\_y\\Nz\\u00e9\"\n").root.find("a")->scalar == "x\u00A0y\u0085zé");
  REQUIRE(read_yaml(std::string("a: b\nc: d\0e\n", 12)).fault);
  CHECK(read_yaml(std::string("a: b\nc: d\0e\n", 12)).fault->position == Position{2, 5});
}

TEST_CASE("truth has many words") {
  CHECK(read_bool("Oui") == true);
  CHECK(read_bool("FALSE") == false);
  CHECK(read_bool("peut-être") == std::nullopt);
}

TEST_CASE("of keys that are given twice the last counts, in small mappings and in large ones") {
  std::string text = "early: 1\nearly: 2\n";
  for (int i = 0; i < 40; ++i) text += "key" + std::to_string(i) + ": x\n";
  text += "early: 3\nkey7: y\nlate: 1\nlate: 2\n";
  const YamlReading reading = read_yaml(text);
  REQUIRE(!reading.fault);
  CHECK(reading.remarks.size() == 4);
  CHECK(reading.root.entries.size() == 42);
  const auto value = [&](std::string_view key) { return reading.root.find(key)->scalar; };
  CHECK(value("early") == "3");
  CHECK(value("key7") == "y");
  CHECK(value("late") == "2");
}
