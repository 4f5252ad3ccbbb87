#include "parse/day_of_name.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string day(std::string_view path) {
  const auto read = day_of_name(path);
  if (!read) return "";
  const Day day = read->day();
  return std::to_string(day.year()) + "-" + std::to_string(day.month()) + "-" +
         std::to_string(day.day());
}

}  // namespace

TEST_CASE("a name begins with the day of its event") {
  CHECK(day("2027-05-10-bal.md") == "2027-5-10");
  CHECK(day("agenda/2027-05-10_bal.md") == "2027-5-10");
  CHECK(day("agenda/2027-05-10.md") == "2027-5-10");
  CHECK(day("agenda/2027-05-10-bal/index.md") == "2027-5-10");
}

TEST_CASE("other numbers are no days") {
  for (const char* path :
       {"bal.md", "2027-05-10-bal/affiche.md", "2027-05-1.md", "2027-02-30-bal.md",
        "2027-05-101.md", "20270510-bal.md", "bal-2027-05-10.md", "", "index.md"}) {
    CAPTURE(path);
    CHECK(day(path).empty());
  }
}
