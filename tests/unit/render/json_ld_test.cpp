#include "render/json_ld.hpp"

#include <nlohmann/json.hpp>

#include "model/public_addresses.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using Json = nlohmann::json;

namespace {

/// The data of the one event that a file with these lines makes.
Json data_of(const std::string& title, const std::string& start, const std::string& lines) {
  almanach::testing::Publisher publisher;
  publisher.put("fetes/bal.md", title, start, lines);
  const auto snapshot = publisher.rescan();
  const PublishedEvent& event = *snapshot->feeds.at(0)->events[0];
  return Json::parse(render_json_ld(
      event.revised, *event.feed,
      event_page_address(publisher.config.base_url, event.feed->id, event.revised.slug),
      publisher.config));
}

}  // namespace

TEST_CASE("JSON-LD tells what, when and where") {
  const Json data =
      data_of("Bal", "2027-07-13 20:00", "lieu: Place Bellecour, Lyon\ntags: [danse]\n");
  CHECK(data["@context"] == "https://schema.org");
  CHECK(data["@type"] == "Event");
  CHECK(data["name"] == "Bal");
  CHECK(data["startDate"] == "2027-07-13T20:00:00+02:00");
  CHECK(data["endDate"] == "2027-07-13T21:00:00+02:00");
  CHECK(data["eventStatus"] == "https://schema.org/EventScheduled");
  CHECK(data["eventAttendanceMode"] == "https://schema.org/OfflineEventAttendanceMode");
  CHECK(data["location"]["name"] == "Place Bellecour, Lyon");
  CHECK(data["keywords"] == Json::array({"danse"}));
  CHECK(data["url"] == "http://127.0.0.1:8080/fetes/bal");
}

TEST_CASE("JSON-LD knows meetings on line, the cancelled and the postponed") {
  const Json online =
      data_of("Webinaire", "2027-01-12 10:00", "visio: https://visio.example.org/x\n");
  CHECK(online["eventAttendanceMode"] == "https://schema.org/OnlineEventAttendanceMode");
  CHECK(online["location"] ==
        Json({{"@type", "VirtualLocation"}, {"url", "https://visio.example.org/x"}}));
  const Json both = data_of("Webinaire", "2027-01-12 10:00",
                            "visio: https://visio.example.org/x\nlieu: Mairie\nstatut: annulé\n");
  CHECK(both["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode");
  CHECK(both["location"].size() == 2);
  CHECK(both["eventStatus"] == "https://schema.org/EventCancelled");
  const Json postponed = data_of("Bal", "2027-01-12 10:00", "statut: reporté\n");
  CHECK(postponed["eventStatus"] == "https://schema.org/EventPostponed");
  CHECK(postponed["name"] == "Reporté : Bal");
}

TEST_CASE("JSON-LD has a schedule for what repeats, where there are words for the rule") {
  const Json weekly = data_of("Cours", "2027-01-05 12:30",
                              "rrule: FREQ=WEEKLY;BYDAY=TU;UNTIL=20270629\nexdate: [2027-02-16]\n");
  CHECK(weekly["eventSchedule"] == Json({{"@type", "Schedule"},
                                         {"repeatFrequency", "P1W"},
                                         {"startDate", "2027-01-05"},
                                         {"endDate", "2027-06-29"},
                                         {"startTime", "12:30:00"},
                                         {"endTime", "13:30:00"},
                                         {"scheduleTimezone", "Europe/Paris"},
                                         {"byDay", Json::array({"https://schema.org/Tuesday"})},
                                         {"exceptDate", Json::array({"2027-02-16"})}}));
  const Json monthly =
      data_of("Cours", "2027-01-05 12:30", "rrule: FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU;COUNT=3\n");
  CHECK(monthly["eventSchedule"]["repeatFrequency"] == "P2M");
  CHECK(monthly["eventSchedule"]["byDay"] == Json::array({"1TU"}));
  CHECK(monthly["eventSchedule"]["repeatCount"] == 3);
  const Json last = data_of("Cours", "2027-01-29 12:30",
                            "rrule: FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3\n");
  CHECK_FALSE(last.contains("eventSchedule"));
}

TEST_CASE("JSON-LD cannot end the element that it stands in") {
  almanach::testing::Publisher publisher;
  publisher.put("fetes/bal.md", "Bal", "2027-07-13 20:00");
  const auto snapshot = publisher.rescan();
  const PublishedEvent& published = *snapshot->feeds.at(0)->events[0];
  Event event = *published.revised.event;
  event.title = "</script><script>alert(1)</script>";
  RevisedEvent revised = published.revised;
  revised.event = std::make_shared<const Event>(event);
  const std::string text = render_json_ld(
      revised, *published.feed,
      event_page_address(publisher.config.base_url, published.feed->id, revised.slug),
      publisher.config);
  CHECK(text.find('<') == std::string::npos);
  CHECK(Json::parse(text)["name"] == event.title);
}

TEST_CASE("JSON-LD does not tell an end that was assumed") {
  almanach::testing::Publisher publisher;
  publisher.folder.put("fetes/bal.md", "---\ntitle: Bal\nstart: 2027-07-13 20:00\n---\n", 1);
  publisher.folder.put("fetes/cours.md",
                       "---\ntitle: Cours\nstart: 2027-07-14 20:00\nrrule: FREQ=WEEKLY\n---\n", 1);
  const auto snapshot = publisher.rescan();
  const auto data_at = [&](std::size_t index) {
    const PublishedEvent& event = *snapshot->feeds.at(0)->events[index];
    return Json::parse(render_json_ld(event.revised, *event.feed, "", publisher.config));
  };
  const Json once = data_at(0);
  CHECK(once["startDate"] == "2027-07-13T20:00:00+02:00");
  CHECK_FALSE(once.contains("endDate"));
  const Json weekly = data_at(1);
  CHECK(weekly["eventSchedule"]["startTime"] == "20:00:00");
  CHECK_FALSE(weekly["eventSchedule"].contains("endTime"));
}
