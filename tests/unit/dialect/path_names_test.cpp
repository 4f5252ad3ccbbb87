#include "dialect/path_names.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("names say that events lie there") {
  for (const std::string_view path :
       {"_events/2027", "data/agenda-2027.yml", "Évènements", "x/concerts"})
    CHECK(names_events(path));
  for (const std::string_view path : {"", "posts", "about.md", "prevention", "data/nav.yml"})
    CHECK_FALSE(names_events(path));
}

TEST_CASE("a copy of a copy is one of the first") {
  REQUIRE(copy_name("c - copie (2)"));
  CHECK(copy_name("c - copie (2)")->original == "c");
}
