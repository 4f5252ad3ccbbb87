#include "model/text_value.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("text values are escaped as RFC 5545 says") {
  CHECK(escape_text("a, b; c\\d\ne:f\"") == "a\\, b\\; c\\\\d\\ne:f\"");
}

TEST_CASE("HTML goes into an address that can stand in quotes") {
  CHECK(make_html_address("<p>L'été, \"x\" 5%</p>") ==
        "data:text/html,%3Cp%3EL'%C3%A9t%C3%A9,%20%22x%22%205%25%3C/p%3E");
}
