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
