#include "parse/dates.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "2023-05-10 14:00:00 +02:00", with "Z" for UTC and without what is not written; or the refusal.
std::string read(std::string_view text) {
  const DateReading reading = read_date(text);
  if (!reading.date) return reading.message;
  const WrittenDate& date = *reading.date;
  std::string out =
      fmt::format("{:04}-{:02}-{:02}", date.wall.year(), date.wall.month(), date.wall.day());
  if (date.has_time)
    out +=
        fmt::format(" {:02}:{:02}:{:02}", date.wall.hour(), date.wall.minute(), date.wall.second());
  if (date.offset) out += date.zulu ? " Z" : " " + format_offset(*date.offset);
  return out;
}

}  // namespace

TEST_CASE("dates are read in every form that editors and programs write") {
  CHECK(read("2023-05-10") == "2023-05-10");
  CHECK(read(" 2023-5-1 ") == "2023-05-01");
  CHECK(read("2023-05-10 14:00") == "2023-05-10 14:00:00");
  CHECK(read("2023-05-10T14:00:05") == "2023-05-10 14:00:05");
  CHECK(read("2023-05-10 14:00:00 +02:00") == "2023-05-10 14:00:00 +02:00");
  CHECK(read("2023-05-10 14:00:00 +0200") == "2023-05-10 14:00:00 +02:00");
  CHECK(read("2023-05-10 14:00 -3") == "2023-05-10 14:00:00 -03:00");
  CHECK(read("2023-05-10T14:00:00.123Z") == "2023-05-10 14:00:00 Z");
  CHECK(read("2023-05-10 14:00 UTC") == "2023-05-10 14:00:00 Z");
  CHECK(read("2023-05-10 24:00") == "2023-05-11 00:00:00");
  CHECK(read("10/05/2023") == "2023-05-10");
  CHECK(read("10/05/2023 14:00") == "2023-05-10 14:00:00");
  CHECK(read("mercredi 10 mai 2023 à 14h") == "2023-05-10 14:00:00");
}

TEST_CASE("what is no date is refused with the reason") {
  CHECK(read("20 21") == "\"20 21\" is no date");
  CHECK(read("demain") == "\"demain\" is no date");
  CHECK(read("2023") == "\"2023\" is no date");
  CHECK(read("2023-02-30") == "there is no day 2023-02-30");
  CHECK(read("2023-13-01") == "there is no day 2023-13-01");
  CHECK(read("2023-05-10 25:00") == "\"2023-05-10 25:00\" has no time of a clock");
  CHECK(read("2023-05-10 14:61") == "\"2023-05-10 14:61\" has no time of a clock");
  CHECK(read("2023-05-10 14:00 +15:00") ==
        "\"2023-05-10 14:00 +15:00\" does not end in an offset from UTC");
  CHECK(read("2023-05-10 14:00 demain") ==
        "\"2023-05-10 14:00 demain\" does not end in an offset from UTC");
  CHECK(read("0007-08-31 23:09:21 +00:09") == "year 7 is nonsense");
  CHECK(read("8907-05-12") == "year 8907 is nonsense");
  CHECK(read("10 mai") == "\"10 mai\" is no date");
  CHECK(read("") == "\"\" is no date");
}

TEST_CASE("a midnight is bare whether it is written or not") {
  CHECK(read_date("2023-05-10").date->is_bare_midnight());
  CHECK(read_date("2023-05-10 00:00:00 +02:00").date->is_bare_midnight());
  CHECK_FALSE(read_date("2023-05-10 00:01").date->is_bare_midnight());
}

TEST_CASE("an offset says which instant is meant, a local time goes by the zone") {
  const Zone paris = *Zone::find("Europe/Paris");
  const Instant noon = Zone().place(WallTime(2023, 5, 10, 12, 0, 0)).instant;
  CHECK(place_date(*read_date("2023-05-10 14:00 +02:00").date, paris) == noon);
  CHECK(place_date(*read_date("2023-05-10 14:00").date, paris) == noon);
  CHECK(place_date(*read_date("2023-05-10 12:00Z").date, paris) == noon);
}

TEST_CASE("offsets are written with their sign") {
  CHECK(format_offset(Offset(7'200)) == "+02:00");
  CHECK(format_offset(Offset(-12'600)) == "-03:30");
  CHECK(format_offset(Offset(561)) == "+00:09:21");
}
