#include "config/duration.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// Seconds, or -1.
long long read(std::string_view text) {
  const auto duration = read_duration(text);
  return duration ? duration->count() : -1;
}

}  // namespace

TEST_CASE("lengths of time are read as people write them") {
  CHECK(read("90s") == 90);
  CHECK(read("30min") == 1'800);
  CHECK(read("30 minutes") == 1'800);
  CHECK(read("1h") == 3'600);
  CHECK(read("1h30") == 5'400);
  CHECK(read("1 h 30 min") == 5'400);
  CHECK(read("1 heure et 30 minutes") == 5'400);
  CHECK(read("2 heures") == 7'200);
  CHECK(read("01:30") == 5'400);
  CHECK(read("01:30:00") == 5'400);
  CHECK(read("1.5h") == 5'400);
  CHECK(read("1,5 heure") == 5'400);
  CHECK(read("PT1H30M") == 5'400);
  CHECK(read("P1DT2H") == 93'600);
  CHECK(read("30d") == 2'592'000);
  CHECK(read("2 jours") == 172'800);
  CHECK(read("1w") == 604'800);
  CHECK(read("0s") == 0);
}

TEST_CASE("what is no length of time is refused") {
  for (const char* text : {"", "h", "90", "1x", "1h75", "-1h", "1:75", "1:30:75", "1.5", "1.5.5h",
                           "P1M", "99999999999d", "200000d", "demain"}) {
    INFO(text);
    CHECK(read(text) == -1);
  }
}
