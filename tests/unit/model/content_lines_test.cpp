#include "model/content_lines.hpp"

#include <vector>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "1:text|3:text": each line with the number of the line on which it starts.
std::string list(std::string_view text) {
  std::string all;
  ContentLines lines(text);
  while (const auto line = lines.next()) {
    all += all.empty() ? "" : "|";
    all += std::to_string(line->number) + ':' + std::string(line->text);
  }
  return all;
}

}  // namespace

TEST_CASE("content lines are unfolded, whatever ends them") {
  CHECK(list("A:1\r\nB:2\r\n  c\r\n\td\r\nE:3\r\n") == "1:A:1|2:B:2 cd|5:E:3");
  CHECK(list("A:1\nB:2\n  c\n\td\nE:3") == "1:A:1|2:B:2 cd|5:E:3");
  CHECK(list("A:1\rB:2\r  c\r\td\rE:3\r") == "1:A:1|2:B:2 cd|5:E:3");
  CHECK(list("A:1\n\r\nB:2\r\rC:3\r\n\n") == "1:A:1|3:B:2|5:C:3");
}

TEST_CASE("empty lines do not end a folded line, and a blank without a line before it is one") {
  CHECK(list("A:1\r\n\r\n b\r\n \r\nC:2") == "1:A:1b|5:C:2");
  CHECK(list("\r\n a\n b") == "2: ab");
  CHECK(list("").empty());
  CHECK(list("\r\n\n\r").empty());
}

TEST_CASE("a line that is not folded is a view of the text, a folded one is not copied twice") {
  const std::string text = "A:1\r\nB:\xC3\r\n \xA9\r\nC:2\r\nD:" + std::string(100, 'x') + "\r\n " +
                           std::string(100, 'y') + "\r\n";
  ContentLines lines(text);
  std::vector<ContentLine> all;
  while (const auto line = lines.next()) all.push_back(*line);
  REQUIRE(all.size() == 4);
  CHECK(all[0].text.data() == text.data());
  CHECK(all[0].source == "A:1\r\n");
  CHECK(all[1].text == "B:é");
  CHECK(all[1].source == "B:\xC3\r\n \xA9\r\n");
  CHECK(all[2].text.data() == text.data() + text.find("C:2"));
  CHECK(all[3].text == "D:" + std::string(100, 'x') + std::string(100, 'y'));
  CHECK(all[3].text.data() == all[1].text.data() + all[1].text.size());
}

TEST_CASE("an octet of a folded line is found where it stands") {
  for (const std::string end : {"\r\n", "\n", "\r"}) {
    const std::string text = "A:1" + end + end + "B:é" + end + " f" + end + end + "\tgh" + end;
    ContentLines lines(text);
    lines.next();
    const auto line = lines.next();
    REQUIRE(line);
    CHECK(line->text == "B:éfgh");
    CHECK(line->position() == Position{3, 1});
    CHECK(line->position_at(0) == Position{3, 1});
    CHECK(line->position_at(2) == Position{3, 3});
    CHECK(line->position_at(4) == Position{4, 2});
    CHECK(line->position_at(5) == Position{6, 2});
    CHECK(line->position_at(6) == Position{6, 3});
    CHECK(line->position_at(99) == Position{6, 4});
  }
  CHECK(ContentLine{}.position_at(3) == Position{1, 1});
}
