#include "render/html/page_address.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

PageAddress listed(std::string place, std::optional<Language> language, PageAddress::View view,
                   int number = 1) {
  PageAddress address;
  address.place = std::move(place);
  address.language = language;
  return address.with_view(view, number);
}

}  // namespace

TEST_CASE("page addresses are read as they are written") {
  using View = PageAddress::View;
  const Language en = Language::english;
  const PageAddress feed = listed("/fetes/", {}, View::upcoming);
  const std::vector<std::pair<std::string, PageAddress>> cases = {
      {"/", listed("/", {}, View::upcoming)},
      {"/index.en.html", listed("/", en, View::upcoming)},
      {"/index.fr.html", listed("/", Language::french, View::upcoming)},
      {"/fetes/", feed},
      {"/fetes/index.2.html", feed.with_view(View::upcoming, 2)},
      {"/fetes/index.2.en.html", feed.in(en).with_view(View::upcoming, 2)},
      {"/fetes/index.past.html", feed.with_view(View::past)},
      {"/fetes/index.past-12.en.html", feed.in(en).with_view(View::past, 12)},
      {"/fetes/index.2027-01.html", feed.with_month(Day(2027, 1, 1))},
      {"/fetes/index.2027-12.en.html", feed.in(en).with_month(Day(2027, 12, 1))},
      {"/fetes/bal", feed.at("/fetes/bal")},
      {"/fetes/bal.en.html", feed.in(en).at("/fetes/bal")},
      {"/help.fr.html", feed.in(Language::french).at("/help")},
      {"/fetes/bal.2027-01-05.html", feed.at("/fetes/bal").with_date("2027-01-05")},
      {"/fetes/bal.2027-01-05T1800.en.html",
       feed.in(en).at("/fetes/bal").with_date("2027-01-05T1800")},
  };
  for (const auto& [path, address] : cases) {
    INFO(path);
    CHECK(address.path() == path);
    CHECK(read_page_address(path) == address);
  }
}

TEST_CASE("what is no page's name is a place that nothing is at") {
  for (const std::string path : {"/fetes/index.html",
                                 "/fetes/bal.html",
                                 "/fetes/bal.de.html",
                                 "/fetes/bal.past.html",
                                 "/fetes/bal.2027-01.html",
                                 "/fetes/bal.2027-02-30.html",
                                 "/fetes/bal.2027-01-05T18:00.html",
                                 "/index.2027-01-05.html",
                                 "/fetes/index.1.html",
                                 "/fetes/index.01.html",
                                 "/fetes/index.0.html",
                                 "/index.past-1.html",
                                 "/index.past-.html",
                                 "/index.2027-13.html",
                                 "/index.2027-1.html",
                                 "/index.2201-01.html",
                                 "/index.1969-12.html",
                                 "/index.99999.html",
                                 "/index..html",
                                 "/.en.html",
                                 "/.html",
                                 "/index.en.2.html",
                                 "/index.en.en.html",
                                 ".html",
                                 "/fetes/index",
                                 "/index.-5.html",
                                 "/bal.en.html/"}) {
    INFO(path);
    CHECK(read_page_address(path).place == path);
    CHECK(read_page_address(path).path() == path);
  }
}

TEST_CASE("a date stands in a query, and in the path of a file") {
  const PageAddress bal = read_page_address("/fetes/bal.en.html").with_date("2027-01-05");
  CHECK(bal.target(false) == "/fetes/bal.en.html?on=2027-01-05");
  CHECK(bal.target(true) == "/fetes/bal.2027-01-05.en.html");
  CHECK(bal.with_date("").target(false) == "/fetes/bal.en.html");
}
