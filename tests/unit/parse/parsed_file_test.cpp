#include "parse/parsed_file.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a file of unknown events says so once") {
  ParsedFile file;
  file.add({"a", Event()});
  file.add({"b", std::nullopt});
  file.add({});
  file.add({});
  REQUIRE(file.entries.size() == 3);
  CHECK(file.entries[0].event.has_value());
  CHECK(file.entries[1].key == "b");
  CHECK(file.entries[2].key.empty());
}

TEST_CASE("a file that is one event holds no unknown ones beside it") {
  ParsedFile file;
  file.add({"", Event()});
  file.add({});
  REQUIRE(file.entries.size() == 1);
  CHECK(file.entries[0].event.has_value());
}
