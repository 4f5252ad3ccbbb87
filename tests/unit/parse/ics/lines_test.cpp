#include "parse/ics/lines.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;

namespace {

struct Unfolded {
  std::vector<IcsLine> lines;
  std::string problems;
};

Unfolded unfold(std::string_view bytes) {
  Problems found;
  ProblemSink problems("a.ics", found);
  auto lines = unfold_lines(bytes, problems);
  return {std::move(lines), almanach::testing::list_problems(found)};
}

}  // namespace

TEST_CASE("lines are unfolded, whatever ends them, and know where they stand") {
  for (const std::string end : {"\r\n", "\n", "\r"}) {
    const Unfolded text = unfold(
        "\xEF\xBB\xBF"
        "A:1" +
        end + end + "B:é" + end + " f" + end + "\tg" + end + "C:2");
    REQUIRE(text.lines.size() == 3);
    CHECK(text.problems.empty());
    CHECK(text.lines[0].text == "A:1");
    CHECK(text.lines[1].text == "B:éfg");
    CHECK(text.lines[1].number == 3);
    CHECK(text.lines[2].text == "C:2");
    const auto at = [&](std::size_t offset) { return text.lines[1].position_at(offset); };
    CHECK(at(0) == Position{3, 1});
    CHECK(at(4) == Position{4, 2});
    CHECK(at(5) == Position{5, 2});
    CHECK(at(99) == Position{5, 3});
  }
  CHECK(unfold("").lines.empty());
  CHECK(unfold("\r\n \n\n").lines.size() == 1);
}

TEST_CASE("a character may be folded in its middle") {
  const Unfolded text = unfold("A:\xC3\r\n \xA9\r\n");
  REQUIRE(text.lines.size() == 1);
  CHECK(text.lines[0].text == "A:é");
  CHECK(text.problems.empty());
}

TEST_CASE("what is not UTF-8 spoils its line, control characters go") {
  const Unfolded text = unfold(
      "A:1\nB:\xE9t\xE9\nC:a\x07"
      "b\tc\xE2\x80\xAE\n");
  REQUIRE(text.lines.size() == 3);
  CHECK_FALSE(text.lines[0].faulty);
  CHECK(text.lines[1].faulty);
  CHECK(text.lines[2].text == "C:ab\tc");
  CHECK(text.problems ==
        "2:3 error: not valid UTF-8\n"
        "3:4 warning: control characters, or marks that turn the direction of writing, are left "
        "out\n");
}
