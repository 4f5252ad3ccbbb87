#include "dialect/offset_evidence.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

OffsetRole role(std::string_view text, std::string_view zone) {
  return role_of_offset(*find_stamped_time(text), *Zone::find(zone));
}

}  // namespace

TEST_CASE("a time with its offset is seen in the forms of programs") {
  const auto time = find_stamped_time(" 2019-11-06T14:30:00-02:00 ");
  REQUIRE(time);
  CHECK(time->wall == WallTime(2019, 11, 6, 14, 30, 0));
  CHECK(time->offset == std::chrono::hours(-2));
  CHECK_FALSE(time->zulu);
  CHECK(find_stamped_time("2019-11-06 14:30:00.000 +0530")->offset == std::chrono::minutes(330));
  CHECK(find_stamped_time("2019-11-06 14:30 +02")->offset == std::chrono::hours(2));
  CHECK(find_stamped_time("2019-11-06T14:30Z")->zulu);
  for (const char* other : {"2019-11-06", "2019-11-06 14:30", "2019-11-06 14:30 UTC", "14:30+02:00",
                            "2019-11-06 14:30-16:00 x", "2019-11-06T14:30+2", ""})
    CHECK_FALSE(find_stamped_time(other));
}

TEST_CASE("an offset is that of the zone on that day, in its other season, or of elsewhere") {
  using enum OffsetRole;
  CHECK(role("2027-01-12T20:00+01:00", "Europe/Paris") == standard);
  CHECK(role("2027-07-12T20:00+02:00", "Europe/Paris") == daylight);
  CHECK(role("2027-07-12T20:00+01:00", "Europe/Paris") == other_season);
  CHECK(role("2027-01-12T20:00+02:00", "Europe/Paris") == other_season);
  CHECK(role("2027-01-12T20:00+00:00", "Europe/Paris") == foreign);
  CHECK(role("2027-01-12T20:00+11:00", "Australia/Sydney") == daylight);
  CHECK(role("2027-01-12T20:00+05:00", "Indian/Reunion") == foreign);
}
