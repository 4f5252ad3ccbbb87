#include "publish/body.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("copies of a body share its list until one of them grows") {
  Body first;
  CHECK(first.segments().empty());
  first.append(std::string("one"));
  const Body second = first;
  CHECK(&second.segments() == &first.segments());
  first.append(std::string("two"));
  CHECK(first.join() == "onetwo");
  CHECK(first.size() == 6);
  CHECK(second.join() == "one");
  CHECK(second.size() == 3);
}
