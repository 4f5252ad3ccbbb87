#include "model/description.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("a description keeps both texts, and knows whether another is the same") {
  const Description one("Une ligne\nune autre", "<p>Une ligne</p>");
  CHECK(one.plain() == "Une ligne\nune autre");
  CHECK(one.html() == "<p>Une ligne</p>");
  CHECK(one.plain_size() == 19);
  CHECK(one == Description("Une ligne\nune autre", "<p>Une ligne</p>"));
  CHECK_FALSE(one == Description("Une ligne\nune autre<p>", "Une ligne</p>"));
  CHECK_FALSE(one == Description());
  CHECK_FALSE(one.empty());
  CHECK(Description().empty());
  CHECK(Description("", "") == Description());
  CHECK(Description().plain().empty());
}

TEST_CASE("a description is restored as it was stored") {
  for (const Description& one :
       {Description(), Description("Texte", ""), Description("a", "<p>a")}) {
    const Description same = Description::restore(one.store());
    CHECK(same == one);
    CHECK(same.plain() == one.plain());
    CHECK(same.html() == one.html());
  }
  const std::string stored = Description("Texte", "<p>Texte</p>").store();
  CHECK_THROWS_AS(Description::restore(stored.substr(0, 20)), std::invalid_argument);
  CHECK_THROWS_AS(Description::restore(stored.substr(0, 30)).plain(), std::invalid_argument);
}
