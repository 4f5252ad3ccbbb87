#include "parse/hours_value.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

#include "parse/dates.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "14:00-16:00 Europe/Paris +02:00", "length 7200", "! why"; empty where no hour is named.
std::string read(std::string_view text, HoursPlace place, const char* own = "Europe/Paris") {
  const HoursValue value = read_hours_value(text, place, *Zone::find(own), Day(2027, 1, 12));
  if (!value.refusal.empty()) return "! " + value.refusal;
  if (value.length) return fmt::format("length {}", value.length->count());
  if (!value.opening) return "";
  std::string out = format_clock(*value.opening);
  if (value.closing) out += "-" + format_clock(*value.closing);
  if (value.zone) out += " " + value.zone->name();
  if (value.offset) out += " " + format_offset(*value.offset);
  return out;
}

struct Case {
  const char* text;
  const char* expected;
};

void check(const std::vector<Case>& cases, HoursPlace place) {
  for (const Case& c : cases) {
    INFO(c.text);
    CHECK(read(c.text, place) == c.expected);
  }
}

}  // namespace

TEST_CASE("hours in a key of their own are read alone, as ranges, with numbers") {
  check({{"18:30", "18:30"},
         {"7pm", "19:00"},
         {"19h", "19:00"},
         {"6:30 PM", "18:30"},
         {"18:30 - 20:00", "18:30-20:00"},
         {"5:30pm-7pm", "17:30-19:00"},
         {"14-16", "14:00-16:00"},
         {"14 à 16", "14:00-16:00"},
         {"14", "14:00"},
         {"14.30", "14:30"},
         {"14.5", "! 14.5 does not tell its minutes"},
         {"870", "14:30"},
         {"52200", "14:30"},
         {"1830", "18:30"},
         {"1140", "! 1140 may be 11:40 or the number that tools make of 19:00"},
         {"99999", "! 99999 is no time of a day"},
         {"14h précises - 16h", "14:00-16:00"},
         {"2h", "length 7200"},
         {"2 heures", "length 7200"},
         {"14 heures", "14:00"},
         {"no", ""},
         {"selon le programme", ""}},
        HoursPlace::key);
}

TEST_CASE("what is a number in a text for people is no hour") {
  check({{"14-16", ""}, {"870", ""}}, HoursPlace::text);
}

TEST_CASE("an offset beside hours is kept") {
  check({{"16:15+02:00", "16:15 +02:00"},
         {"13:30+01:00", "13:30 +01:00"},
         {"18:00-05:00", "18:00 -05:00"},
         {"19:00:00 -03", "19:00 -03:00"},
         {"19:00:00 +08", "19:00 +08:00"},
         {"18:00Z", "18:00 +00:00"},
         {"18:00 UTC", "18:00 +00:00"},
         {"18:00 GMT+2", "18:00 +02:00"}},
        HoursPlace::opening);
  CHECK(read("18:00-20:00", HoursPlace::key) == "18:00-20:00");
}

TEST_CASE("a zone named beside hours is theirs") {
  check({{"18:00:00 EST", "18:00 America/New_York"},
         {"14h (heure de Paris)", "14:00 Europe/Paris"},
         {"11h (heure de La Réunion)", "11:00 Indian/Reunion"},
         {"11h heure de La Réunion", "11:00 Indian/Reunion"},
         {"11h-12h (heure de Guadeloupe)", "11:00-12:00 America/Guadeloupe"},
         {"20h (heure de Martinique)", "20:00 America/Martinique"},
         {"9h (heure de Nouméa)", "09:00 Pacific/Noumea"},
         {"9h (heure du Québec)", "09:00 America/Toronto"},
         {"9h (heure de Dakar)", "09:00 Africa/Dakar"},
         {"18:00 CET", "18:00 Europe/Paris"},
         {"18:00 HKT", "18:00 Asia/Hong_Kong"},
         {"9:00 Asia/Tokyo", "09:00 Asia/Tokyo"},
         {"3PM Eastern", "15:00 America/New_York"},
         {"10:00 CET - 12:00 CET", "10:00-12:00 Europe/Paris"}},
        HoursPlace::key);
}

TEST_CASE("what means several zones or none is refused, but where it is the event's own") {
  for (const char* word : {"IST", "CST", "BST"}) {
    INFO(word);
    const std::string text = std::string("18:00 ") + word;
    CHECK(read(text, HoursPlace::key) == fmt::format("! \"{}\" means several time zones", word));
  }
  CHECK(read("18:00 XYT", HoursPlace::key) == "! \"XYT\" is no time zone that is known");
  CHECK(read("18:00 IST", HoursPlace::key, "Asia/Kolkata") == "18:00 Asia/Kolkata");
  CHECK(read("18:00 CST", HoursPlace::key, "America/Chicago") == "18:00 America/Chicago");
  // Capitals behind an hour are no zone for that.
  CHECK(read("14H MJC", HoursPlace::key) == "14:00");
}

TEST_CASE("one instant told twice is one time") {
  CHECK(read("9h (heure de Paris) / 12h (heure de La Réunion)", HoursPlace::text) ==
        "09:00 Europe/Paris");
  CHECK(read("9h (heure de Paris) / 11h (heure de La Réunion)", HoursPlace::text) ==
        "! names times of several zones that differ");
}

TEST_CASE("a closing may be the end of the day") {
  check({{"24:00", "24:00"}, {"2h", "02:00"}, {"00:00", "00:00"}}, HoursPlace::closing);
  CHECK(read("2h", HoursPlace::opening) == "! may be a length of time instead of a time of day");
}
