#include "model/rule_walk.hpp"

#include <fmt/format.h>

#include <chrono>

#include "base/ical.hpp"
#include "model/rule_text.hpp"
#include "support/catch.hpp"
#include "support/parsing.hpp"

using namespace almanach;
using almanach::testing::list_occurrences;
using almanach::testing::Parser;

namespace {

/// The first starts of an event with that rule; the words of a problem where there is none.
std::string starts(const std::string& start, const std::string& rule, std::size_t limit) {
  const almanach::testing::ParsedSample file =
      Parser().parse("start: " + start + "\nduration: 1h\nrrule: " + rule + "\n");
  if (!file.event) return almanach::testing::list_problems(file.problems);
  return list_occurrences(*file.event, limit);
}

const Zone& paris() {
  static const Zone kParis = Zone::find("Europe/Paris").value();
  return kParis;
}

}  // namespace

TEST_CASE("the examples of RFC 5545 section 3.8.5.3 give the dates that it lists") {
  CHECK(starts("1997-09-02 09:00", "FREQ=DAILY;INTERVAL=10;COUNT=5", 9) ==
        "1997-09-02 09:00, 1997-09-12 09:00, 1997-09-22 09:00, 1997-10-02 09:00, 1997-10-12 "
        "09:00");
  CHECK(starts("1997-09-01 09:00", "FREQ=WEEKLY;INTERVAL=2;WKST=SU;BYDAY=MO,WE,FR", 5) ==
        "1997-09-01 09:00, 1997-09-03 09:00, 1997-09-05 09:00, 1997-09-15 09:00, 1997-09-17 "
        "09:00");
  CHECK(starts("1997-09-05 09:00", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", 4) ==
        "1997-09-05 09:00, 1997-10-03 09:00, 1997-11-07 09:00, 1997-12-05 09:00");
  CHECK(starts("1997-09-07 09:00", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", 4) ==
        "1997-09-07 09:00, 1997-09-28 09:00, 1997-11-02 09:00, 1997-11-30 09:00");
  CHECK(starts("1997-09-22 09:00", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", 3) ==
        "1997-09-22 09:00, 1997-10-20 09:00, 1997-11-17 09:00");
  CHECK(starts("1997-09-28 09:00", "FREQ=MONTHLY;BYMONTHDAY=-3", 3) ==
        "1997-09-28 09:00, 1997-10-29 09:00, 1997-11-28 09:00");
  CHECK(starts("1997-09-10 09:00", "FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11", 3) ==
        "1997-09-10 09:00, 1997-09-11 09:00, 1999-03-10 09:00");
  CHECK(starts("1997-01-01 09:00", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", 4) ==
        "1997-01-01 09:00, 1997-04-10 09:00, 1997-07-19 09:00, 2000-01-01 09:00");
  CHECK(starts("1997-05-19 09:00", "FREQ=YEARLY;BYDAY=20MO", 3) ==
        "1997-05-19 09:00, 1998-05-18 09:00, 1999-05-17 09:00");
  CHECK(starts("1997-05-12 09:00", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 3) ==
        "1997-05-12 09:00, 1998-05-11 09:00, 1999-05-17 09:00");
  CHECK(starts("1998-02-13 09:00", "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 3) ==
        "1998-02-13 09:00, 1998-03-13 09:00, 1998-11-13 09:00");
  CHECK(starts("1996-11-05 09:00",
               "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
               3) == "1996-11-05 09:00, 2000-11-07 09:00, 2004-11-02 09:00");
  CHECK(starts("1997-09-04 09:00", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", 9) ==
        "1997-09-04 09:00, 1997-10-07 09:00, 1997-11-06 09:00");
  CHECK(starts("1997-09-29 09:00", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 3) ==
        "1997-09-29 09:00, 1997-10-30 09:00, 1997-11-27 09:00");
  CHECK(starts("2007-01-15 09:00", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", 9) ==
        "2007-01-15 09:00, 2007-01-30 09:00, 2007-02-15 09:00, 2007-03-15 09:00, 2007-03-30 "
        "09:00");
  CHECK(starts("1997-08-05 09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 9) ==
        "1997-08-05 09:00, 1997-08-10 09:00, 1997-08-19 09:00, 1997-08-24 09:00");
  CHECK(starts("1997-08-05 09:00", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 9) ==
        "1997-08-05 09:00, 1997-08-17 09:00, 1997-08-19 09:00, 1997-08-31 09:00");
}

TEST_CASE("the clock of the zone goes on over its changes, and the 29th of February waits") {
  CHECK(starts("2026-03-28 18:00", "FREQ=DAILY;COUNT=3", 9) ==
        "2026-03-28 18:00, 2026-03-29 18:00, 2026-03-30 18:00");
  CHECK(starts("2024-02-29 10:00", "FREQ=YEARLY", 3) ==
        "2024-02-29 10:00, 2028-02-29 10:00, 2032-02-29 10:00");
  CHECK(starts("2026-05-05 09:00", "FREQ=DAILY;BYHOUR=9,17;COUNT=3", 9) ==
        "2026-05-05 09:00, 2026-05-05 17:00, 2026-05-06 09:00");
}

TEST_CASE("a walk may begin later and gives the same from there") {
  RecurrenceRule rule;
  rule.weekdays = {{0, 2}, {0, 5}};
  rule.interval = 2;
  for (const Frequency frequency :
       {Frequency::daily, Frequency::weekly, Frequency::monthly, Frequency::yearly}) {
    rule.frequency = frequency;
    const WallTime start(2026, 1, 6, 18, 0, 0);
    for (int days = 0; days < 900; days += 13) {
      const Day from = Day(start) + days;
      RuleWalk whole(rule, paris(), start);
      RuleWalk late(rule, paris(), start);
      late.skip_to(from);
      auto expected = whole.next();
      while (expected && *expected < WallTime(from)) expected = whole.next();
      for (int i = 0; i < 5; ++i, expected = whole.next()) REQUIRE(late.next() == expected);
    }
  }
}

TEST_CASE("a rule that names no day costs a known number of steps") {
  RecurrenceRule never;
  never.months = {2};
  never.month_days = {30};
  const auto count = [&](Frequency frequency) {
    never.frequency = frequency;
    WorkBudget work(100'000);
    RuleWalk walk(never, paris(), WallTime(2026, 1, 1, 9, 0, 0), &work);
    CHECK_FALSE(walk.next());
    CHECK_FALSE(walk.next());
    return work.spent();
  };
  CHECK(count(Frequency::yearly) < 1'000);
  CHECK(count(Frequency::monthly) < 1'500);
  CHECK(count(Frequency::daily) < 20'000);
  WorkBudget little(100);
  RuleWalk walk(never, paris(), WallTime(2026, 1, 1, 9, 0, 0), &little);
  CHECK_THROWS_AS(walk.next(), WorkExceeded);
}
