#include "publish/choices.hpp"

#include "base/text.hpp"
#include "model/search_text.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string canonical(std::string_view query) {
  const auto reading = read_choices(query);
  INFO(query);
  REQUIRE(std::holds_alternative<Choices>(reading));
  return std::get<Choices>(reading).canonical();
}

bool is_refused(std::string_view query) {
  const auto reading = read_choices(query);
  const auto* fault = std::get_if<std::string>(&reading);
  return fault != nullptr && fault->find("past=90d | none | all") != std::string::npos;
}

}  // namespace

TEST_CASE("the same choices are one, however they are written") {
  CHECK(canonical("") == "");
  CHECK(canonical("q=bal+f%C3%AAte&category=%C3%89t%C3%A9") ==
        canonical("category=ete&q=FETE%20bal%20bal"));
  CHECK(canonical("category=b&category=a") == canonical("category=A,b,a"));
  CHECK(canonical("alarm=PT30M") == canonical("alarm=30min"));
  CHECK(canonical("past=90d") == canonical("past=P90D"));
  CHECK(canonical("past=0d") == canonical("past=none"));
  CHECK(canonical("to=2026-05-01&from=2026-04-01") == "from=2026-04-01&to=2026-05-01");
}

TEST_CASE("words are the same in any script, whatever their case and accents") {
  CHECK(canonical("q=H%E1%BB%99i") == "q=hoi");
  CHECK(canonical("q=Αθήνα") == canonical("q=αθηνα"));
  CHECK(canonical("q=Ёлка") == canonical("q=елка"));
  CHECK(canonical("q=Straße") == canonical("q=STRASSE"));
  CHECK(canonical("category=Τέχνη") == canonical("category=ΤΕΧΝΗ"));
  // A no-break space and an accent that stands alone.
  CHECK(canonical("q=a%C2%A0b%C2%B4") == "q=a%20b");
  CHECK(canonical(canonical("q=a%C2%A0b%C2%B4")) == "q=a%20b");
}

TEST_CASE("canonical choices are read as themselves") {
  for (const char* query :
       {"category=ete&category=bal", "q=l'ete%20bal", "from=2026-05-01", "past=all", "past=none",
        "past=90d", "alarm=PT1800S", "alarm=own", "cancelled=hide", "cancelled=prefix", "busy=busy",
        "description=plain", "description=none"}) {
    CHECK(canonical(canonical(query)) == canonical(query));
    CHECK(!canonical(query).empty());
  }
}

TEST_CASE("a comma of a category's name has a backslash before it") {
  const auto categories = [](std::string_view query) {
    return std::get<Choices>(read_choices(query)).categories;
  };
  using Names = std::vector<std::string>;
  CHECK(categories("category=Arts,%20lettres") == Names{"arts", "lettres"});
  CHECK(categories("category=Arts%5C,%20lettres") == Names{"arts, lettres"});
  CHECK(categories("category=a%5C%5C,b") == Names{"a\\", "b"});
  for (const char* name : {"Arts, lettres", "a\\", "a\\,b", "a\xEF\xBC\x8C b", ","}) {
    INFO(name);
    const std::string query = "category=" + percent_encode(category_choice(name));
    CHECK(categories(query) == Names{fold_for_search(name)});
    CHECK(canonical(canonical(query)) == canonical(query));
  }
}

TEST_CASE("feeds are a set of ids, whoever joins them") {
  CHECK(canonical("feeds=b,a") == "feeds=a,b");
  CHECK(canonical("feeds=a&q=bal&feeds=b&feeds=a") == "feeds=a,b&q=bal");
  CHECK(canonical("feeds=+a+,,%20b") == "feeds=a,b");
  CHECK(canonical(canonical("feeds=a--b,c_d")) == "feeds=a--b,c_d");
  // What no feed can be called is none of them.
  CHECK(canonical("feeds=..%2Fa,A%22,%00,b") == "feeds=b");
  CHECK(canonical("feeds=,") == "");
  std::string many = "feeds=";
  for (int i = 0; i < 500; ++i) many += "feed" + std::to_string(1'000 + i) + ',';
  CHECK(canonical(canonical(many)) == canonical(many));
  CHECK(canonical(many).size() > 3'000);
  CHECK(is_refused("feeds=" + std::string(10'000, 'a')));
  CHECK(is_choice("feeds"));
}

TEST_CASE("what no text may hold is no part of a choice") {
  CHECK(canonical("category=bal%00x%7F") == canonical("category=balx"));
  CHECK(canonical("category=bal%0Ax") == canonical("category=bal%20x"));
  CHECK(canonical("category=%01%C2%85&q=%00").empty());
}

TEST_CASE("defaults, empty values and what is not known are no choices") {
  for (const char* query : {"cancelled=show", "busy=free", "description=html", "q=", "category=%20",
                            "utm_source=x&fbclid=y", "&&=&a", "%zz=%", "past=", "u=%FF"}) {
    CHECK(canonical(query).empty());
  }
}

TEST_CASE("a value that cannot be understood is refused with what is possible") {
  for (const char* query :
       {"from=2026-13-01", "from=tomorrow", "to=2026-5-1", "past=some", "past=5h", "past=-1d",
        "alarm=soon", "alarm=P1Y", "alarm=-PT5M", "cancelled=no", "busy=1", "description=rich",
        "q=%FF", "q=a b c d e f g h i j k l m", "q=a+b+c+d+e+f+g&q=h+i+j+k+l+m"}) {
    INFO(query);
    CHECK(is_refused(query));
  }
  CHECK(is_refused("q=" + std::string(301, 'a')));
}
