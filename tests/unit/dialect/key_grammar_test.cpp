#include "dialect/key_grammar.hpp"

#include "support/catch.hpp"

using namespace almanach;

namespace {

std::string_view field_of(std::string_view key) {
  return read_key(key).field;
}

}  // namespace

TEST_CASE("a key is read as words, whatever joins them") {
  for (const char* key :
       {"eventStartDate",   "event-start",   "event_start_at", "date_debut", "startdate",
        "StartDate",        "dateDeb",       "starts",         "START_DATE", "begin",
        "debutEvenement",   "date de début", "datetime",       "when",       "quand",
        "dateIso",          "jour",          "event.date",     "start.date", "extra.when",
        "params.eventDate", "dates.from"}) {
    CAPTURE(key);
    CHECK(field_of(key) == "start");
  }
  for (const char* key : {"eventEndDate", "date_fin", "enddate", "ends", "finish", "end.date"}) {
    CAPTURE(key);
    CHECK(field_of(key) == "end");
  }
}

TEST_CASE("hours stand in keys of their own") {
  CHECK(field_of("startTime") == "opening");
  CHECK(field_of("start_hour") == "opening");
  CHECK(field_of("heuredebut") == "opening");
  CHECK(field_of("start.time") == "opening");
  CHECK(field_of("starts.utc_hh_mm") == "opening");
  CHECK(field_of("endTime") == "closing");
  CHECK(field_of("heure_de_fin") == "closing");
  CHECK(field_of("time") == "hours");
  CHECK(field_of("event_time") == "hours");
  CHECK(field_of("horaire") == "hours");
  CHECK(field_of("timeFr") == "hours");
}

TEST_CASE("zones, lengths and whole days are told from hours") {
  CHECK(field_of("time_zone") == "timezone");
  CHECK(field_of("fuseau horaire") == "timezone");
  CHECK(field_of("event_duration") == "duration");
  CHECK(field_of("allDay") == "all_day");
  CHECK(field_of("journée_entière") == "all_day");
}

TEST_CASE("what says when something else is, is nothing of the event") {
  for (const char* key : {"datePublished", "publishDate", "lastmod", "updated_at", "created",
                          "expiryDate", "registration_deadline", "date_limite", "lastCrawled",
                          "cfp_end_date", "inscription_date", "date_de_creation"}) {
    CHECK(field_of(key).empty());
    CHECK_FALSE(read_key(key).says_when);
  }
}

TEST_CASE("a word that is not known makes the whole key doubtful") {
  CHECK(field_of("early_bird_date").empty());
  CHECK(read_key("early_bird_date").says_when);
  CHECK(field_of("candidate").empty());
  CHECK_FALSE(read_key("candidate").says_when);
  CHECK_FALSE(read_key("update").says_when);
  CHECK_FALSE(read_key("recurring_dates").says_when);
}

TEST_CASE("other facts are found by their words too") {
  CHECK(field_of("eventLocation") == "place");
  CHECK(field_of("venue_name") == "place");
  CHECK(field_of("placeAddr") == "address");
  CHECK(field_of("external_url") == "link");
  CHECK(field_of("website") == "link");
  CHECK(field_of("ticket_url") == "registration");
  CHECK(field_of("billetterie") == "registration");
  CHECK(field_of("annulée") == "cancelled");
  CHECK(field_of("eventStatus") == "status");
  CHECK(field_of("lng") == "longitude");
  CHECK(field_of("eventURL") == "link");
  CHECK(field_of("meetingUrl") == "link");
  CHECK(field_of("eventTitle") == "title");
  CHECK(field_of("featured_image").empty());
  CHECK(field_of("imageUrl") == "image");
}

TEST_CASE("what is written for programs comes before what is written for people") {
  CHECK(read_key("dateIso").rank < read_key("dateFr").rank);
  CHECK(read_key("start_date").rank < read_key("day").rank);
  CHECK(read_key("event_date").rank < read_key("event_dates").rank);
}

TEST_CASE("a word that only asks whether changes nothing of what a key says") {
  CHECK(field_of("isCancelled") == "cancelled");
  CHECK(field_of("is_all_day") == "all_day");
  CHECK(field_of("état") == "status");
}

TEST_CASE("what a key speaks of is known where its field is not") {
  CHECK(read_key("venue_wing").says_where);
  CHECK(read_key("cancelled_by").says_whether);
  CHECK(read_key("recurring_dates").says_how_often);
  CHECK_FALSE(read_key("venue_image").says_where);
  CHECK_FALSE(read_key("category").says_where);
}

TEST_CASE("the last day of a series has a key of its own") {
  for (const char* key : {"recurrence_end", "recurrenceEndDate", "repeat_until", "end_recurrence",
                          "fin_recurrence", "jusqu'au", "until", "recurring_until"}) {
    INFO(key);
    CHECK(read_key(key).field == "until");
  }
  for (const char* key : {"publish_until", "display_until", "valid_until", "open_until"}) {
    INFO(key);
    CHECK(read_key(key).field.empty());
    CHECK_FALSE(read_key(key).says_when);
  }
}

TEST_CASE("days of publication, of updates and deadlines are no days of events") {
  for (const char* key : {"pubDate", "post_date", "date_maj", "mis_a_jour", "mise_a_jour",
                          "closing_date", "registration_deadline"}) {
    INFO(key);
    CHECK(read_key(key).field.empty());
    CHECK_FALSE(read_key(key).says_when);
    CHECK(read_key(key).says_other_time);
  }
}
