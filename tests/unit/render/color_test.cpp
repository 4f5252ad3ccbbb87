#include "render/color.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("colours have a name and a number") {
  CHECK(find_color("teal")->hex == "#008080");
  CHECK(find_color(" DarkSlateGrey ")->name == "darkslategray");
  CHECK(find_color("cyan")->name == "aqua");
  CHECK(find_color("#00f")->name == "blue");
  CHECK(find_color("#0d5c98")->hex == "#0D5C98");
  CHECK(find_color("#000091")->name == "darkblue");
  CHECK_FALSE(find_color(""));
  CHECK_FALSE(find_color("#12345"));
  CHECK_FALSE(find_color("bleu ciel"));
}
