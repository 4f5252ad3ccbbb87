#include "parse/ics/values.hpp"

#include "support/catch.hpp"

using namespace almanach;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

TEST_CASE("dates and times of a calendar are read and written alike") {
  for (const char* text : {"20270113", "20270113T183000", "20270113T183059Z", "15830101"}) {
    INFO(text);
    const auto date = read_ics_date(text);
    REQUIRE(date);
    CHECK(format_ics_date(*date) == text);
  }
  CHECK(read_ics_date("20270113T183000")->wall == WallTime(2027, 1, 13, 18, 30, 0));
  CHECK(read_ics_date(" 20270113T183060z ")->wall == WallTime(2027, 1, 13, 18, 30, 59));
  CHECK(read_ics_date("20270113T183060Z")->utc);
}

TEST_CASE("what is no date of a calendar is none") {
  for (const char* text : {"", "2027-01-13", "20270113Z", "20270230", "20271301", "20270113T1830",
                           "20270113T250000", "20270113 183000", "2027011a", "20270113T18300+",
                           "15821231", "22010101", "20270113T183061", "20270113T183000+0100"}) {
    INFO(text);
    CHECK_FALSE(read_ics_date(text));
  }
}

TEST_CASE("a length has days of the calendar and time on the clock") {
  const auto length = [](const char* text) {
    const auto duration = read_ics_duration(text);
    REQUIRE(duration);
    return std::pair(duration->days, duration->time);
  };
  CHECK(length("PT1H30M") == std::pair(0, seconds(hours(1) + minutes(30))));
  CHECK(length("P1D") == std::pair(1, seconds(0)));
  CHECK(length("+P2W") == std::pair(14, seconds(0)));
  CHECK(length("P1DT2H") == std::pair(1, seconds(hours(2))));
  CHECK(length("PT0S") == std::pair(0, seconds(0)));
  for (const char* text : {"", "P", "1H", "-PT1H", "PT", "PT1X", "P1M", "PT999999999999H"}) {
    INFO(text);
    CHECK_FALSE(read_ics_duration(text));
  }
}

TEST_CASE("an offset from UTC has its sign, hours and minutes") {
  CHECK(read_ics_offset("+0100") == hours(1));
  CHECK(read_ics_offset("-0330") == -(hours(3) + minutes(30)));
  CHECK(read_ics_offset("+000921") == minutes(9) + seconds(21));
  for (const char* text : {"", "0100", "+1", "+01:00", "+2500", "+0160", "-00"}) {
    INFO(text);
    CHECK_FALSE(read_ics_offset(text));
  }
}
