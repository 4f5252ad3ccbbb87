#include "model/zone.hpp"

#include <malloc.h>

#include <string>

#include "support/catch.hpp"

using namespace almanach;
using namespace std::chrono_literals;

namespace {

Instant utc(std::chrono::year_month_day day, std::chrono::seconds time = 0s) {
  return Instant(std::chrono::sys_days(day)) + time;
}

Zone zone(const char* name) {
  return Zone::find(name).value();
}

const Zone paris = zone("Europe/Paris");

}  // namespace

TEST_CASE("Zones are found by the names of the zone database") {
  CHECK(Zone::find("Europe/Paris")->name() == "Europe/Paris");
  CHECK(Zone::find("America/Port-au-Prince"));
  CHECK(Zone::find("Etc/GMT+5"));
  CHECK(Zone::find("UTC") == Zone());
  CHECK(Zone().name() == "UTC");
}

TEST_CASE("What is no zone name finds no zone") {
  const char* name = GENERATE(
      "", "Europe", "Europe/", "/Europe/Paris", "Europe//Paris", "Europe/Pariss", "europe/paris",
      "./Europe/Paris", "Europe/../Europe/Paris", "/etc/localtime", "localtime", "libc:UTC",
      "file:/usr/share/zoneinfo/Europe/Paris", "Fixed/UTC+05:00:00", "CET-1CEST", "tzdata.zi",
      "A234567890123456789012345678901234567890123456789012345678901");
  CAPTURE(name);
  CHECK_FALSE(Zone::find(name));
}

TEST_CASE("Names that are none are not kept") {
  const auto ask = [](int from, int to) {
    for (int i = from; i < to; ++i) CHECK_FALSE(Zone::find("Mars/Olympus-" + std::to_string(i)));
  };
  ask(0, 100);
  const std::size_t before = mallinfo2().uordblks;
  ask(100, 20'000);
  CHECK(mallinfo2().uordblks < before + 200'000);
}

TEST_CASE("The wall clock and the state follow the zone at a change") {
  const Instant spring = utc(2026y / 3 / 29, 1h);
  CHECK(paris.wall_time(spring - 1s) == WallTime(2026, 3, 29, 1, 59, 59));
  CHECK(paris.wall_time(spring) == WallTime(2026, 3, 29, 3, 0, 0));
  CHECK(paris.state(spring - 1s) == ZoneState{1h, false, "CET"});
  CHECK(paris.state(spring) == ZoneState{2h, true, "CEST"});
  CHECK(paris.state(utc(1900y / 1 / 1)) == ZoneState{561s, false, "PMT"});
}

TEST_CASE("The rule at the end of the zone data goes on to 2100") {
  const Instant spring = utc(2100y / 3 / 28, 1h);
  CHECK(paris.state(spring - 1s).offset == 1h);
  CHECK(paris.state(spring).offset == 2h);
  CHECK(paris.next_change(spring) == utc(2100y / 10 / 31, 1h));
}

TEST_CASE("A wall time that is there once is unique") {
  const Placement placement = paris.place(WallTime(2026, 7, 14, 9, 0, 0));
  CHECK(placement.kind == Placement::Kind::unique);
  CHECK(placement.instant == utc(2026y / 7 / 14, 7h));
  CHECK(placement.second == placement.instant);
}

TEST_CASE("A skipped wall time is read with the offset before the gap") {
  const WallTime gap(2026, 3, 29, 2, 0, 0);
  CHECK(paris.place(gap - 1).kind == Placement::Kind::unique);
  CHECK(paris.place(gap).kind == Placement::Kind::skipped);
  CHECK(paris.place(gap).instant == utc(2026y / 3 / 29, 1h));
  CHECK(paris.place(gap + 1800).instant == utc(2026y / 3 / 29, 90min));
  CHECK(paris.place(gap + 1800).second == utc(2026y / 3 / 29, 90min));
  CHECK(paris.place(gap + 3600).kind == Placement::Kind::unique);
  CHECK(paris.place(gap + 3600).instant == utc(2026y / 3 / 29, 1h));
}

TEST_CASE("A repeated wall time has two instants, the first of them first") {
  const WallTime repeated(2026, 10, 25, 2, 0, 0);
  CHECK(paris.place(repeated - 1).kind == Placement::Kind::unique);
  CHECK(paris.place(repeated).kind == Placement::Kind::repeated);
  CHECK(paris.place(repeated).instant == utc(2026y / 10 / 25, 0h));
  CHECK(paris.place(repeated).second == utc(2026y / 10 / 25, 1h));
  CHECK(paris.place(repeated + 3599).kind == Placement::Kind::repeated);
  CHECK(paris.place(repeated + 3600).kind == Placement::Kind::unique);
  CHECK(paris.place(repeated + 3600).instant == utc(2026y / 10 / 25, 2h));
}

TEST_CASE("The next change is strictly after the instant, forwards and back") {
  const Instant spring = utc(2026y / 3 / 29, 1h);
  const Instant autumn = utc(2026y / 10 / 25, 1h);
  CHECK(paris.next_change(utc(2026y / 1 / 1)) == spring);
  CHECK(paris.next_change(spring - 1s) == spring);
  CHECK(paris.next_change(spring) == autumn);
  CHECK(paris.next_change(autumn - 1s) == autumn);
  CHECK(paris.next_change(autumn) == utc(2027y / 3 / 28, 1h));
}

TEST_CASE("A change of the name alone is a change") {
  const Zone istanbul = zone("Europe/Istanbul");
  const Instant change = utc(2016y / 9 / 6, 21h);
  CHECK(istanbul.next_change(utc(2016y / 7 / 1)) == change);
  CHECK(istanbul.state(change - 1s) == ZoneState{3h, true, "EEST"});
  CHECK(istanbul.state(change) == ZoneState{3h, false, "+03"});
}

TEST_CASE("A zone that has settled has no next change") {
  CHECK_FALSE(zone("Indian/Reunion").next_change(utc(1970y / 1 / 1)));
  CHECK_FALSE(Zone().next_change(utc(1900y / 1 / 1)));
}

TEST_CASE("Each change of two centuries splits two states, with no other between two changes") {
  const char* name = GENERATE("Europe/Paris", "Europe/Dublin", "Africa/Casablanca", "Africa/Cairo",
                              "Australia/Lord_Howe", "Antarctica/Troll", "America/Nuuk");
  const Zone each = zone(name);
  Instant last = utc(1900y / 1 / 1);
  int changes = 0;
  while (const auto change = each.next_change(last)) {
    if (*change >= utc(2101y / 1 / 1)) break;
    CAPTURE(name, change->time_since_epoch().count());
    REQUIRE(each.state(*change - 1s) == each.state(last));
    REQUIRE(each.state(*change) != each.state(*change - 1s));
    last = *change;
    ++changes;
  }
  CHECK(changes > 50);
}
