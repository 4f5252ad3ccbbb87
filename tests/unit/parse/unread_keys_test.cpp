#include "parse/unread_keys.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

/// "KEY>MEANT" of each, parted by spaces.
std::string unread(std::string_view yaml) {
  const Dialect dialect({});
  const YamlNode root = read_yaml(yaml).root;
  const Survey survey = survey_page(root).survey;
  FileWork work;
  std::string told;
  for (const UnreadKey& key : find_unread_keys(root, dialect.with(survey), work))
    told += key.key + ">" + key.meant + " ";
  return told;
}

/// "KEY:WHAT" of each that is no slip, followed by blanks.
std::string says(std::string_view yaml) {
  const Dialect dialect({});
  const YamlNode root = read_yaml(yaml).root;
  FileWork work;
  std::string told;
  for (const UnreadKey& key : find_unread_keys(root, dialect.with(survey_page(root).survey), work))
    told += key.key + ":" + std::string(key.says) + " ";
  return told;
}

}  // namespace

TEST_CASE("names that are hardly missed are told") {
  CHECK(unread("event_start_dat: x\n") == "event_start_dat>event_start_date ");
  CHECK(unread("event_end_date: x\nevnt_end_date: y\n") == "evnt_end_date>event_end_date ");
  CHECK(unread("layout: x\npermalink: y\nacces: z\nintitule: w\nauteur: v\n").empty());
  CHECK(unread("lieu: x\nplaces: 20\ngroupId: person-5\ncommunity: c\nfeatured: true\n").empty());
}

TEST_CASE("a name that is another word is no slip") {
  CHECK(unread("url_video: https://example.org\n").empty());
  CHECK(unread("repeated: false\nrecording: yes\n").empty());
  CHECK(unread("event_stat_dat: x\n") == "event_stat_dat>event_start_date ");
}

TEST_CASE("a key that says where, whether or how often and is not read is told") {
  CHECK(says("venue_wing: North\n") == "venue_wing:where ");
  CHECK(says("venue_wing: North\nlieu: Salle des fêtes\n").empty());
  CHECK(says("cancelled_by: the band\n") == "cancelled_by:whether it takes place ");
  CHECK(says("cancelled_by: no\n").empty());
  CHECK(says("repeated: every week\n") == "repeated:how it repeats ");
  CHECK(says("repeated: every week\nrrule: FREQ=WEEKLY\n").empty());
  CHECK(says("heure: à confirmer\n") == "heure:when ");
}

TEST_CASE("a key of a mapping that is not read is told by its path") {
  CHECK(says("booking: {price_start_time: 18:30}\n").empty());
  CHECK(says("evening: {doors_time: 18:30}\n") == "evening.doors_time:when ");
  CHECK(says("a: {b: {c: {d_time: 18:30}}}\n").empty());
}

TEST_CASE("a key that says when and is not read is told") {
  CHECK(unread("price_start_time: 18:30\n") == "price_start_time> ");
  CHECK(unread("startEndTime: 18:30-20:00\n") == "startEndTime> ");
  CHECK(unread("date_de_publication: 2027-01-05\ndeadline: 2027-01-05\n").empty());
  CHECK(unread("eventStartDate: 2027-01-05\n").empty());
}

TEST_CASE("a time of day that is not read is told, whatever its key, and so is a repetition") {
  CHECK(unread("date: 2027-05-10\nkick_off: '15:00'\n") == "kick_off> ");
  CHECK(unread("date: 2027-05-10\nrdv_parking: 14h30\nscore: '3-2'\n") == "rdv_parking> ");
  CHECK(unread("event: {start: 2027-05-10, freq: weekly, frequency: weekly}\n") ==
        "event.frequency> ");
  CHECK(unread("start: 2027-05-10\nrecurring: false\n").empty());
  CHECK(unread("start: 2027-05-10\nrrule: FREQ=DAILY\nrepeated: true\n").empty());
}

TEST_CASE("what stands beside a repetition and is not read is told") {
  CHECK(says("recurrence: weekly\nrecurrence_interval: 2\n") ==
        "recurrence_interval:how it repeats ");
  CHECK(says("recurrence: weekly\nrecurring: true\nrecurrence_end: 2027-06-30\n").empty());
}

TEST_CASE("a list of days that is not read is told") {
  CHECK(says("schedule: [{date: 2027-05-10, time: 18h}]\n") == "schedule:when ");
  CHECK(says("comments: [{date: 2027-05-10, text: x}]\nupdates: [{date: 2027-05-10}]\n").empty());
  CHECK(says("schedule: {start: 2027-05-10, end: 2027-05-11}\n").empty());
}
