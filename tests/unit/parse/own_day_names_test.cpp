#include "parse/own_day_names.hpp"

#include "support/catch.hpp"

using namespace almanach;

TEST_CASE("days are named by their date, and a second one on a day by its time too") {
  OwnDayNames names;
  CHECK(names.take(WallTime(2027, 1, 20, 9, 5)) == "2027-01-20");
  CHECK(names.take(WallTime(2027, 1, 20, 18, 30)) == "2027-01-20-1830");
  CHECK(names.take(WallTime(2027, 1, 20, 18, 30, 5)) == "2027-01-20-183005");
  CHECK(names.take(WallTime(2027, 1, 21)) == "2027-01-21");
  CHECK(name_own_day("bal@example.org", "2027-01-20") == "bal@example.org-2027-01-20");
  CHECK(name_own_day("", "2027-01-20").empty());
}
