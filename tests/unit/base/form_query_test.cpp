#include "base/form_query.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("the fields of a query are read as forms write them") {
  using Fields = std::vector<std::pair<std::string, std::string>>;
  CHECK(read_form_query("").empty());
  CHECK(read_form_query("a=1&b=two+words&a=%C3%A9") ==
        Fields{{"a", "1"}, {"b", "two words"}, {"a", "é"}});
  CHECK(read_form_query("a&&=x&b==&c=%zz%4") ==
        Fields{{"a", ""}, {"", ""}, {"", "x"}, {"b", "="}, {"c", "%zz%4"}});
}
