#include "parse/dates.hpp"

#include <fmt/format.h>

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "2023-05-10 14:00:00 +02:00", with "Z" for UTC and without what is not written; or the refusal.
std::string describe(const WrittenDate& date) {
  std::string out =
      fmt::format("{:04}-{:02}-{:02}", date.wall.year(), date.wall.month(), date.wall.day());
  if (date.has_time)
    out +=
        fmt::format(" {:02}:{:02}:{:02}", date.wall.hour(), date.wall.minute(), date.wall.second());
  if (date.offset) out += date.zulu ? " Z" : " " + format_offset(*date.offset);
  return out;
}

/// With its end behind "..", and its zone behind "@".
std::string read(std::string_view text, const DateStyle& style = {}) {
  const DateReading reading = read_date(text, style);
  if (!reading.date) return reading.message;
  std::string out = describe(*reading.date);
  if (reading.end) out += " .. " + describe(*reading.end);
  if (!reading.zone.empty()) out += " @" + reading.zone;
  return out;
}

constexpr DateStyle kDayFirst{DateStyle::Order::day_first};
constexpr DateStyle kMonthFirst{DateStyle::Order::month_first};
constexpr DateStyle kDigits{DateStyle::Order::unknown, DateStyle::Offsets::digits};
constexpr DateStyle kSeasons{DateStyle::Order::unknown, DateStyle::Offsets::seasons};
constexpr DateStyle kZulu{DateStyle::Order::unknown, DateStyle::Offsets::instants,
                          DateStyle::Offsets::digits};

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
  CHECK(read("2023-05-10T14") == "2023-05-10 14:00:00");
  CHECK(read("2023-05-10 14h00") == "2023-05-10 14:00:00");
  CHECK(read("2023-05-10 14h") == "2023-05-10 14:00:00");
  CHECK(read("2023-05-10 2:00 PM") == "2023-05-10 14:00:00");
  CHECK(read("2023-05-10T14:00:00+00:00") == "2023-05-10 14:00:00 +00:00");
  CHECK(read("2023-05-10 14:00-05:00") == "2023-05-10 14:00:00 -05:00");
  CHECK(read("2023-05-10 at 18:00 CET") == "2023-05-10 18:00:00 @CET");
  CHECK(read("2023-05-10 12:00 EST") == "2023-05-10 12:00:00 @EST");
  CHECK(read("10/05/2023", kDayFirst) == "2023-05-10");
  CHECK(read("10.05.2023") == "2023-05-10");
  CHECK(read("10/05/2023 14:00", kDayFirst) == "2023-05-10 14:00:00");
  CHECK(read("mercredi 10 mai 2023 à 14h") == "2023-05-10 14:00:00");
}

TEST_CASE("dates are read with the month in words, French or English, wherever it stands") {
  CHECK(read("Mar 10, 2027") == "2027-03-10");
  CHECK(read("mar. 9 mars 2027") == "2027-03-09");
  CHECK(read("July 31, 2020") == "2020-07-31");
  CHECK(read("7 November 2024") == "2024-11-07");
  CHECK(read("10 June 2013") == "2013-06-10");
  CHECK(read("03 Apr 2020") == "2020-04-03");
  CHECK(read("October 9th, 2019") == "2019-10-09");
  CHECK(read("July 31, 2020 2:00 PM") == "2020-07-31 14:00:00");
}

TEST_CASE("a span in one value has its first and its last day") {
  CHECK(read("28 July - August 1, 2027") == "2027-07-28 .. 2027-08-01");
  CHECK(read("July 28 - August 1, 2027") == "2027-07-28 .. 2027-08-01");
  CHECK(read("April 22–23, 2027") == "2027-04-22 .. 2027-04-23");
  CHECK(read("October 16th - 18th, 2023") == "2023-10-16 .. 2023-10-18");
  CHECK(read("du 3 au 5 juin 2027") == "2027-06-03 .. 2027-06-05");
  CHECK(read("3-5 juin 2027") == "2027-06-03 .. 2027-06-05");
  CHECK(read("du 20 décembre au 5 janvier 2027") == "2026-12-20 .. 2027-01-05");
  CHECK(read("9 et 10 janvier 2027") == "2027-01-09 .. 2027-01-10");
  CHECK(read("2027-06-03 - 2027-06-05") == "2027-06-03 .. 2027-06-05");
  CHECK(read("2027-06-03/2027-06-05") == "2027-06-03 .. 2027-06-05");
  CHECK(read("03/06/2027 au 05/06/2027", kDayFirst) == "2027-06-03 .. 2027-06-05");
  CHECK(read("9 et 12 janvier 2027") ==
        "\"9 et 12 janvier 2027\" names several days, not a first and a last");
  CHECK(read("9 ou 10 janvier 2027") ==
        "\"9 ou 10 janvier 2027\" names several days, not a first and a last");
  CHECK(read("2027-06-05 - 2027-06-03") == "\"2027-06-05 - 2027-06-03\" ends before it begins");
}

TEST_CASE("a span of hours behind a day has its opening and its closing") {
  CHECK(read("2026-05-12 10:00-12:00") == "2026-05-12 10:00:00 .. 2026-05-12 12:00:00");
  CHECK(read("2026-05-12 10:00 - 12:00") == "2026-05-12 10:00:00 .. 2026-05-12 12:00:00");
  CHECK(read("2026-05-12 08:00 -10:00") == "2026-05-12 08:00:00 .. 2026-05-12 10:00:00");
  CHECK(read("2026-05-12 de 10h à 12h") == "2026-05-12 10:00:00 .. 2026-05-12 12:00:00");
  CHECK(read("mardi 12 mai 2026 de 10h à 12h") == "2026-05-12 10:00:00 .. 2026-05-12 12:00:00");
  CHECK(read("2026-05-12 20h-2h") == "2026-05-12 20:00:00 .. 2026-05-13 02:00:00");
  CHECK(read("du 3 juin à 18h au 5 juin 2027 à 12h") ==
        "2027-06-03 18:00:00 .. 2027-06-05 12:00:00");
  CHECK(read("2027-06-03 18:00 - 2027-06-05 12:00") ==
        "2027-06-03 18:00:00 .. 2027-06-05 12:00:00");
  // With a T, seconds or a space before it, it is an offset.
  CHECK(read("2026-05-12T10:00-12:00") == "2026-05-12 10:00:00 -12:00");
  CHECK(read("2026-05-12 10:00:00-11:00") == "2026-05-12 10:00:00 -11:00");
  CHECK(read("2026-05-12 18:00 -0500") == "2026-05-12 18:00:00 -05:00");
  CHECK(read("2026-05-12 04:00-05:00") ==
        "\"2026-05-12 04:00-05:00\" is a time with its offset, or a beginning and an end");
}

TEST_CASE("a number over 12 or the folder tells day from month, else the date is refused") {
  CHECK(read("02-24-2022 18:00 -0500") == "2022-02-24 18:00:00 -05:00");
  CHECK(read("24/02/2022") == "2022-02-24");
  CHECK(read("02-03-2022 18:00 -0500", kMonthFirst) == "2022-02-03 18:00:00 -05:00");
  CHECK(read("02/03/2022", kDayFirst) == "2022-03-02");
  CHECK(read("24/02/2022", kMonthFirst) == "2022-02-24");
  CHECK(read("05/05/2022") == "2022-05-05");
  CHECK(read("02/03/2022") == "\"02/03/2022\" does not tell which number is the month");
  CHECK(read_date("02/03/2022").hint ==
        "write 2022-02-03 or 2022-03-02, or day_first: true or false in feed.yml");
}

TEST_CASE("a time to the second without an offset is UTC where the folder says so") {
  DateStyle utc;
  utc.naive = DateStyle::NaiveTimes::utc;
  CHECK(read("2026-05-10 14:00:00") == "2026-05-10 14:00:00");
  CHECK(read("2026-05-10 14:00:00", utc) == "2026-05-10 14:00:00 Z");
  CHECK(read(" 2026-5-1T9:00:00.25", utc) == "2026-05-01 09:00:00 Z");
  CHECK(read("2026-05-10 14:00:00 +02:00", utc) == "2026-05-10 14:00:00 +02:00");
  for (const char* local : {"2026-05-10", "2026-05-10 00:00:00", "2026-05-10 14:00",
                            "2026-05-10 14h00", "10/05/2026 14:00:00", "10 mai 2026 14:00:00"}) {
    INFO(local);
    CHECK(read(local, utc).find('Z') == std::string::npos);
  }
}

TEST_CASE("hints name the day that is written") {
  CHECK(read_date("2027-05-10 14:61").hint ==
        "write 2027-05-10, or 2027-05-10 14:00 for a time of day");
}

TEST_CASE("where the folder writes offsets beside local times, the digits count") {
  CHECK(read("2020-12-02T10:30:00-02:00", kDigits) == "2020-12-02 10:30:00");
  CHECK(read("2020-12-02T10:30:00Z", kZulu) == "2020-12-02 10:30:00");
  CHECK(read("2020-12-02T10:30:00Z", kDigits) == "2020-12-02 10:30:00 Z");
  CHECK(read("2020-12-02 10:30 UTC", kZulu) == "2020-12-02 10:30:00 Z");
}

TEST_CASE("where offsets of the other season are faults, the others are instants") {
  const Zone paris = *Zone::find("Europe/Paris");
  const auto offset = [&](std::string_view text) {
    return read_date(text, kSeasons, paris).date->offset;
  };
  CHECK_FALSE(offset("2027-07-12T20:00:00+01:00"));
  CHECK(offset("2027-07-12T20:00:00-05:00") == std::chrono::hours(-5));
  CHECK(read_date("2027-07-12T20:00:00+01:00", kSeasons, paris).dropped == std::chrono::hours(1));
  CHECK_FALSE(read_date("2027-07-12T20:00:00+02:00", kSeasons, paris).dropped);
}

TEST_CASE("a day's end is told from the next day's beginning") {
  CHECK(read_date("2023-05-10 24:00").date->ends_day);
  CHECK_FALSE(read_date("2023-05-11 00:00").date->ends_day);
}

TEST_CASE("what takes a day alone refuses a span of days") {
  CHECK(read_single_date("2027-06-03").date);
  CHECK(read_single_date("du 3 au 5 juin 2027").message ==
        "\"du 3 au 5 juin 2027\" is more than a date");
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
