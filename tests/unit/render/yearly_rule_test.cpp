#include "render/yearly_rule.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

constexpr YearlyRule last_sunday_of_march{3, 7, -1, 0};
constexpr YearlyRule second_sunday_of_march{3, 7, 2, 0};
constexpr YearlyRule friday_from_the_23rd{3, 5, 0, 23};
constexpr YearlyRule last_sunday_of_february{2, 7, -1, 0};
constexpr YearlyRule last_monday_of_december{12, 1, -1, 0};

}  // namespace

TEST_CASE("A yearly rule gives its day in each year") {
  CHECK(find_day(last_sunday_of_march, 2024) == Day(2024, 3, 31));
  CHECK(find_day(last_sunday_of_march, 2019) == Day(2019, 3, 31));
  CHECK(find_day(last_sunday_of_march, 2025) == Day(2025, 3, 30));
  CHECK(find_day(second_sunday_of_march, 2026) == Day(2026, 3, 8));
  CHECK(find_day(second_sunday_of_march, 2020) == Day(2020, 3, 8));
  CHECK(find_day(second_sunday_of_march, 2015) == Day(2015, 3, 8));
  CHECK(find_day(second_sunday_of_march, 2021) == Day(2021, 3, 14));
  CHECK(find_day(friday_from_the_23rd, 2029) == Day(2029, 3, 23));
  CHECK(find_day(friday_from_the_23rd, 2024) == Day(2024, 3, 29));
  CHECK(find_day(last_monday_of_december, 2029) == Day(2029, 12, 31));
}

TEST_CASE("A yearly rule is written as RFC 5545 says") {
  CHECK(format_rule(last_sunday_of_march) == "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
  CHECK(format_rule(second_sunday_of_march) == "FREQ=YEARLY;BYMONTH=3;BYDAY=2SU");
  CHECK(format_rule(friday_from_the_23rd) ==
        "FREQ=YEARLY;BYMONTH=3;BYDAY=FR;BYMONTHDAY=23,24,25,26,27,28,29");
}

TEST_CASE("The rule is found again from its days") {
  const YearlyRule rule =
      GENERATE(last_sunday_of_march, second_sunday_of_march, friday_from_the_23rd,
               last_sunday_of_february, last_monday_of_december);
  YearlyRuleFinder finder;
  for (int year = 2100; year >= 2073; --year) REQUIRE(finder.take(find_day(rule, year)));
  CHECK(finder.rule() == rule);
}

TEST_CASE("A day that no common rule gives is left out") {
  YearlyRuleFinder finder;
  CHECK_FALSE(finder.rule());
  for (int year = 2100; year >= 1996; --year) {
    REQUIRE(finder.take(find_day({10, 7, -1, 0}, year)));
  }
  CHECK_FALSE(finder.take(Day(1995, 9, 24)));   // another month
  CHECK_FALSE(finder.take(Day(1995, 10, 28)));  // another weekday
  CHECK_FALSE(finder.take(Day(1995, 10, 22)));  // another week
  CHECK(finder.rule() == YearlyRule{10, 7, -1, 0});
  CHECK(finder.take(Day(1995, 10, 29)));
}
