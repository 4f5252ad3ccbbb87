#include "parse/mdx.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("statements and comments of MDX are blank, and lines keep their numbers") {
  CHECK(
      blank_out_code("import A from \"a\"\nexport const x = {\n  y: 1\n}\n\nText {/* no\n */}.") ==
      "\n\n\n\n\nText       \n    .");
  CHECK(blank_out_code("```\nimport a from 'a'\n```\nexport est un mot\n") ==
        "```\nimport a from 'a'\n```\nexport est un mot\n");
  CHECK(blank_out_code("{/* open").size() == 8);
}
