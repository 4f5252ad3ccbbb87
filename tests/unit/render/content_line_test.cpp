#include "render/content_line.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("lines are folded at 75 octets, never inside a character") {
  CHECK(fold_line(std::string(75, 'a')) == std::string(75, 'a') + "\r\n");
  CHECK(fold_line(std::string(76, 'a')) == std::string(75, 'a') + "\r\n a\r\n");
  CHECK(fold_line(std::string(74, 'a') + "é") == std::string(74, 'a') + "\r\n é\r\n");
  std::string accents;
  for (int i = 0; i < 200; ++i) accents += "é";
  std::string unfolded = fold_line(accents);
  std::size_t start = 0;
  for (std::size_t end = 0; (end = unfolded.find("\r\n", start)) != std::string::npos;
       start = end + 2)
    CHECK(end - start <= 75);
  for (std::size_t fold = 0; (fold = unfolded.find("\r\n ")) != std::string::npos;)
    unfolded.erase(fold, 3);
  CHECK(unfolded == accents + "\r\n");
}
