#include "parse/file_work.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("each word is guessed at once, and no more than so many") {
  FileWork work;
  std::size_t made = 0;
  const auto ask = [&](const std::string& word) {
    return work.guess(word, [&] {
      ++made;
      return std::string("meant");
    });
  };
  CHECK(ask("one") == "meant");
  CHECK(ask("one") == "meant");
  CHECK(made == 1);
  for (int i = 0; i < 1'000; ++i) ask(std::to_string(i));
  CHECK(made == kMostGuesses);
  CHECK(ask("one") == "meant");
  CHECK(ask("999").empty());
}

TEST_CASE("a zone is guessed apart from a key of the same letters") {
  FileWork work;
  CHECK(work.guess("Europe/Pariss", [] { return std::string("a key"); }) == "a key");
  CHECK(guess_zone("Europe/Pariss", work) == "Europe/Paris");
}

TEST_CASE("steps are counted, and end") {
  FileWork work(120);
  work.begin_event({3, 1});
  work.spend_on_text(640);
  work.spend_on_values(8);
  CHECK(work.budget().spent() == 92);
  CHECK_THROWS_AS(work.begin_event({9, 2}), WorkExceeded);
  CHECK(work.place() == Position{9, 2});
}
