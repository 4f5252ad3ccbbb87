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
  Body third = second;
  third.append(std::string("!"));
  CHECK(third.join() == "one!");
  CHECK(second.join() == "one");
  CHECK(second.segments().size() == 1);
}

TEST_CASE("a body shares lists of segments with others, between segments of its own") {
  auto list = std::make_shared<SegmentList>();
  for (const char* bytes : {"b", "c"}) list->append(std::make_shared<const std::string>(bytes));
  Body body;
  body.append(std::string("a"));
  body.append(list);
  body.append(std::make_shared<const SegmentList>());
  body.append(std::string("d"));
  body.append(std::string("e"));
  body.append(list);
  CHECK(body.join() == "abcdebc");
  CHECK(body.size() == 7);
  REQUIRE(body.segments().size() == 7);
  std::string one_by_one;
  for (std::size_t place = 0; place < 7; ++place) one_by_one += *body.segments()[place];
  CHECK(one_by_one == "abcdebc");
  CHECK(body.segments()[1] == body.segments()[5]);
  Body copy = body;
  copy.append(std::string("f"));
  body.append(std::string("g"));
  CHECK(copy.join() == "abcdebcf");
  CHECK(body.join() == "abcdebcg");
}
