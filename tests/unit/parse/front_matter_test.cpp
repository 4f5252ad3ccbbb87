#include "parse/front_matter.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("front matter and body are taken apart") {
  const auto source = read_front_matter("---\ntitle: x\n---\nBody\nmore");
  REQUIRE(source);
  CHECK(source->yaml.root.find("title")->position == Position{2, 8});
  CHECK(source->body == "Body\nmore");
  CHECK(source->body_line == 4);
}

TEST_CASE("line ends of Windows, a byte order mark and blanks behind the hyphens are fine") {
  const auto source = read_front_matter("\xEF\xBB\xBF---  \r\ntitle: x\r\n--- \r\nBody");
  REQUIRE(source);
  CHECK(source->yaml.root.find("title")->scalar == "x");
  CHECK(source->body == "Body");
}

TEST_CASE("without two lines of hyphens there is no front matter") {
  CHECK_FALSE(read_front_matter("title: x\n"));
  CHECK_FALSE(read_front_matter("---\ntitle: x\n"));
  CHECK_FALSE(read_front_matter(""));
  CHECK_FALSE(read_front_matter("\n---\na: b\n---\n"));
}
