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

TEST_CASE("front matter in TOML stands between lines of plus signs") {
  const auto source = read_front_matter("+++\ntitle = \"x\"\n+++\nBody");
  REQUIRE(source);
  CHECK(source->notation == Notation::toml);
  CHECK(source->yaml.root.find("title")->position == Position{2, 9});
  CHECK(source->body == "Body");
  CHECK(source->body_line == 4);
  const auto open = read_front_matter("+++\ntitle = \"x\"\n");
  REQUIRE(open);
  CHECK(open->yaml.fault->position == Position{1, 1});
}

TEST_CASE("front matter in JSON is the object that the file begins with") {
  const auto source = read_front_matter("{\n  \"title\": \"x\"\n}\n\nBody {");
  REQUIRE(source);
  CHECK(source->notation == Notation::json);
  CHECK(source->yaml.root.find("title")->position == Position{2, 12});
  CHECK(source->body == "\nBody {");
  CHECK(source->body_line == 4);
  for (const char* text : {"{% include x %}\n", "{{< x >}}\n", "{ x }\n", "{"})
    CHECK_FALSE(read_front_matter(text));
  const auto broken = read_front_matter("{\n  \"title\": x\n}\n");
  REQUIRE(broken);
  CHECK(broken->yaml.fault->position == Position{2, 12});
}

TEST_CASE("the first line may name the language of the front matter") {
  const auto json = read_front_matter("---json\n{\"title\": \"x\"}\n---\nBody");
  REQUIRE(json);
  CHECK(json->yaml.root.find("title")->position == Position{2, 11});
  CHECK(json->body == "Body");
  CHECK(read_front_matter("--- toml\ntitle = 'x'\n---\n")->notation == Notation::toml);
  CHECK(read_front_matter("---yaml\ntitle: x\n...\n")->yaml.root.find("title"));
  const auto script = read_front_matter("---js\n{title: 'x'}\n---\n");
  REQUIRE(script);
  CHECK(script->yaml.fault->position == Position{1, 1});
  CHECK_FALSE(read_front_matter("-----\ntitle: x\n---\n"));
}
