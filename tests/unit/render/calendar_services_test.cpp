#include "render/calendar_services.hpp"

#include <map>

#include "base/form_query.hpp"
#include "base/text.hpp"
#include "support/catch.hpp"

using namespace almanach;

namespace {

const Zone kParis = *Zone::find("Europe/Paris");

AddedEvent timed(WallTime start, WallTime end) {
  AddedEvent event;
  event.title = "Bal & « fête » + 100%";
  event.span = TimeSpan{kParis.place(start).instant, kParis.place(end).instant};
  event.zone = kParis;
  return event;
}

/// The fields of an address, as the service reads them.
std::map<std::string, std::string> fields_of(const std::string& address) {
  const std::size_t mark = address.find('?');
  REQUIRE(mark != std::string::npos);
  CHECK(address.find_first_of(" <>\"\n+") == std::string::npos);
  std::map<std::string, std::string> fields;
  for (auto& [name, value] : read_form_query(std::string_view(address).substr(mark + 1))) {
    CHECK_FALSE(find_invalid_utf8(value));
    CHECK(fields.emplace(name, value).second);
  }
  return fields;
}

}  // namespace

TEST_CASE("Google is told instants and the zone that they are kept in") {
  AddedEvent event = timed(WallTime(2026, 12, 1, 18, 0, 0), WallTime(2026, 12, 1, 19, 30, 0));
  event.location = "Salle des fêtes";
  event.description = "Venez.\n\nÀ deux.";
  event.link = "https://agenda.example.org/fetes/bal";
  const std::string address = google_add_address(event);
  CHECK(address.starts_with("https://calendar.google.com/calendar/render?action=TEMPLATE&"));
  auto fields = fields_of(address);
  CHECK(fields["text"] == event.title);
  CHECK(fields["dates"] == "20261201T170000Z/20261201T183000Z");
  CHECK(fields["ctz"] == "Europe/Paris");
  CHECK(fields["location"] == "Salle des fêtes");
  CHECK(fields["details"] == "Venez.\n\nÀ deux.\n\nhttps://agenda.example.org/fetes/bal");
  CHECK(fields.count("recur") == 0);
  // Another hour of the same clock, in summer.
  event = timed(WallTime(2027, 7, 1, 18, 0, 0), WallTime(2027, 7, 2, 2, 0, 0));
  CHECK(fields_of(google_add_address(event))["dates"] == "20270701T160000Z/20270702T000000Z");
}

TEST_CASE("whole days end on the day after the last, and are of no zone") {
  AddedEvent event;
  event.title = "Foire";
  event.zone = kParis;
  event.span = DaySpan{Day(2026, 12, 1), Day(2026, 12, 1)};
  auto google = fields_of(google_add_address(event));
  CHECK(google["dates"] == "20261201/20261202");
  CHECK(google.count("ctz") == 0);
  auto outlook = fields_of(outlook_add_address(OutlookSite::personal, event));
  CHECK(outlook["startdt"] == "2026-12-01");
  CHECK(outlook["enddt"] == "2026-12-02");
  CHECK(outlook["allday"] == "true");
  event.span = DaySpan{Day(2026, 12, 30), Day(2027, 1, 2)};
  CHECK(fields_of(google_add_address(event))["dates"] == "20261230/20270103");
  CHECK(fields_of(outlook_add_address(OutlookSite::office, event))["enddt"] == "2027-01-03");
}

TEST_CASE("a series goes to Google by its rule") {
  AddedEvent event = timed(WallTime(2026, 12, 1, 18, 0, 0), WallTime(2026, 12, 1, 19, 30, 0));
  event.rule = "FREQ=WEEKLY;UNTIL=20270601T160000Z;BYDAY=TU";
  CHECK(may_be_google_rule(event.rule));
  CHECK(fields_of(google_add_address(event))["recur"] == "RRULE:" + event.rule);
  CHECK_FALSE(may_be_google_rule(""));
  CHECK_FALSE(may_be_google_rule("FREQ=YEARLY;BYYEARDAY=" + std::string(400, '1')));
}

TEST_CASE("Outlook is told instants in UTC, and its body is HTML") {
  AddedEvent event = timed(WallTime(2026, 12, 1, 18, 0, 0), WallTime(2026, 12, 1, 19, 30, 0));
  event.description = "a < b & c\nfin";
  event.link = "https://agenda.example.org/x?a=1&b=2";
  const std::string address = outlook_add_address(OutlookSite::personal, event);
  CHECK(address.starts_with("https://outlook.live.com/calendar/0/deeplink/compose?"));
  CHECK(outlook_add_address(OutlookSite::office, event)
            .starts_with("https://outlook.office.com/calendar/0/deeplink/compose?"));
  auto fields = fields_of(address);
  CHECK(fields["path"] == "/calendar/action/compose");
  CHECK(fields["rru"] == "addevent");
  CHECK(fields["subject"] == event.title);
  CHECK(fields["startdt"] == "2026-12-01T17:00:00Z");
  CHECK(fields["enddt"] == "2026-12-01T18:30:00Z");
  CHECK(fields.count("allday") == 0);
  CHECK(fields["body"] ==
        "a &lt; b &amp; c<br>fin<br><br>https://agenda.example.org/x?a=1&amp;b=2");
}

TEST_CASE("whatever an event holds, its address has at most so many bytes, and the link stays") {
  AddedEvent event = timed(WallTime(2026, 12, 1, 18, 0, 0), WallTime(2026, 12, 1, 19, 30, 0));
  event.link = "https://agenda.example.org/fetes/bal";
  event.rule = "FREQ=WEEKLY;BYDAY=TU";
  std::string text;
  for (const char* piece : {"é", "<", "\n", "a", "日", "🎉"}) {
    for (int i = 0; i < 3'000; ++i) text += piece;
    event.title = event.location = event.description = text;
    for (const std::string& address :
         {google_add_address(event), outlook_add_address(OutlookSite::personal, event),
          outlook_add_address(OutlookSite::office, event)}) {
      INFO(address);
      CHECK(address.size() <= kLongestServiceAddress);
      CHECK(address.size() > kLongestServiceAddress - 60);
      auto fields = fields_of(address);
      const std::string& told = fields[fields.count("body") != 0 ? "body" : "details"];
      CHECK(told.ends_with(event.link));
      CHECK(told.find("…") != std::string::npos);
      CHECK(fields["location"].ends_with("…"));
    }
    text.clear();
  }
  // One that just has room is whole.
  event.title = "t";
  event.location.clear();
  event.description = "court";
  CHECK(fields_of(google_add_address(event))["details"] == "court\n\n" + event.link);
  event.link = "https://agenda.example.org/" + std::string(400, 'x');
  CHECK(fields_of(google_add_address(event))["details"] == "court");
}

TEST_CASE("services are given the address of a calendar to subscribe to") {
  const std::string calendar = "https://agenda.example.org/all.ics?feeds=a,b&q=x";
  CHECK(google_subscribe_address(calendar) ==
        "https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fagenda.example.org%2Fall.ics"
        "%3Ffeeds%3Da%2Cb%26q%3Dx");
  CHECK(outlook_subscribe_address(OutlookSite::personal, calendar, "L’été") ==
        "https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fagenda.example.org"
        "%2Fall.ics%3Ffeeds%3Da%2Cb%26q%3Dx&name=L%E2%80%99%C3%A9t%C3%A9");
}
