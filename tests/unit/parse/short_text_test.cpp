#include "parse/short_text.hpp"

#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_problems;

TEST_CASE("a text that is too long is cut between characters, and told") {
  Problems found;
  ProblemSink problems("a.md", found, Notation::yaml);
  CHECK(keep_short("Bal", "titre", {2, 8}, problems) == "Bal");
  CHECK(found.empty());
  std::string accents;
  for (int i = 0; i < 600; ++i) accents += "é";
  const std::string cut = keep_short(accents, "titre", {2, 8}, problems);
  CHECK(cut.size() <= kLongestLine);
  CHECK(cut.ends_with("é…"));
  CHECK(list_problems(found) ==
        "2:8 warning: titre is longer than 1000 bytes: its end is left out\n");
}

TEST_CASE("categories are kept once each, so many at most") {
  Problems found;
  ProblemSink problems("a.md", found, Notation::yaml);
  CategoryList categories(problems);
  CHECK(categories.add("Bal", {1, 1}));
  CHECK(categories.add("", {1, 1}));
  CHECK(categories.add("Bal", {1, 1}));
  for (std::size_t i = 1; i < kMostCategories; ++i)
    CHECK(categories.add(std::to_string(i), {1, 1}));
  CHECK(found.empty());
  CHECK(categories.add("Bal", {2, 1}));
  CHECK_FALSE(categories.add("one more", {3, 1}));
  CHECK_FALSE(categories.add("another", {4, 1}));
  CHECK(list_problems(found) == "3:1 warning: more than 100 categories: the others are left out\n");
  CHECK(categories.take().size() == kMostCategories);
}

TEST_CASE("an address that does harm, or is endless, is none") {
  Problems found;
  ProblemSink problems("a.md", found, Notation::yaml);
  CHECK(is_fit_address("lien", "https://x", {1, 1}, problems));
  CHECK(is_fit_address("lien", "Rendez-vous: ici", {1, 1}, problems));
  CHECK(found.empty());
  CHECK_FALSE(is_fit_address("lien", "JAVA\tscript:alert(1)", {5, 7}, problems));
  CHECK_FALSE(is_fit_address("lien", "https://" + std::string(3'000, 'x'), {6, 7}, problems));
  CHECK(list_problems(found) ==
        "5:7 warning: lien: an address that begins with \"javascript:\" is left out\n"
        "6:7 warning: lien is an address longer than 2000 bytes: it is left out\n");
}
