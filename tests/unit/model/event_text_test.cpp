#include "model/event_text.hpp"

#include <stdexcept>

#include "support/catch.hpp"
#include "support/full_event.hpp"

using namespace almanach;

using almanach::testing::full_event;

namespace {

/// What stores hold of full_event(): the object, then the packed description.
constexpr std::string_view kStoredObject =
    R"({"alarm":1800,"categories":["Bal","Été"],)"
    R"("conference":"https://visio.example.org/bal?a=1","contact":"Anne","geo":[-20.879,55.448],)"
    R"("image":"https://www.example.org/bal.jpg","info":[{"label":"Tarif","text":"Gratuit"},)"
    R"({"label":"Inscription","link":"https://i.example.org","text":"Ici"}],)"
    R"("kept_lines":"BEGIN:VEVENT\nSUMMARY:Bal\nEND:VEVENT\n","location":"Place","modified":-1,)"
    R"("offsets":[14400],"path":"fetes/bal.md","recurrence":{"changed":[{"description":"Dehors",)"
    R"("description_html":"<p>Dehors</p>","location":"Halle","original":"2029-06-15T08:00:00",)"
    R"("status":"cancelled","time":[1876204800,1876208400],"title":"Bal d'été"},)"
    R"({"days":["2031-01-16T00:00:00","2031-01-17T00:00:00"],"original":"2031-01-15T08:00:00"}],)"
    R"("covered":[1800000000,1900003600],)"
    R"("excluded":["2027-06-15T08:30:00","2029-01-15T08:00:00"],"extra":["2027-01-16T09:00:00"],)"
    R"("rule":{"count":40,"frequency":"yearly","hours":[8],"interval":2,"minutes":[0,30],)"
    R"("month_days":[15,-1],"months":[1,6],"seconds":[0],"set_positions":[1,-1],)"
    R"("until":1900000000,"week_numbers":[3,-1],"week_start":7,"weekdays":[[0,2],[-1,5]],)"
    R"("year_days":[15,366]}},"status":"postponed","time":[1800000000,1800003600],)"
    R"("title":"Bal \"masqué\"","uid":"bal@example.org","url":"https://www.example.org/bal",)"
    R"("written":1700000000,"zone":"Indian/Reunion"})";
constexpr std::string_view kStoredDescription(
    "\x00\xd3\x2c\x6a\x70\x48\x82\x09\xbf\x99\xf5\x62\xc2\x0a\x80\x55\x03\x13\x00\x00\x00\x23"
    "\x00\x00\x00\x28\xb5\x2f\xfd\x20\x23\x05\x01\x00\xd0\x55\x6e\x65\x20\x6c\x69\x67\x6e\x65"
    "\x0a\x75\x6e\x65\x20\x61\x75\x74\x72\x65\x3c\x70\x3e\x3c\x2f\x70\x3e\x01\x00\xb2\x98\x4d",
    66);

}  // namespace

TEST_CASE("what stores hold of an event stays as it is") {
  // How zstd packs may differ from one version of it to the next, but not how it unpacks.
  const std::string text = write_event_text(full_event());
  CHECK(text.substr(0, text.find('\0')) == kStoredObject);
  CHECK(read_event_text(std::string(kStoredObject).append(kStoredDescription)) == full_event());
  Event bare;
  bare.span = DaySpan{Day(2026, 5, 12), Day(2026, 5, 13)};
  CHECK(write_event_text(bare) == R"({"days":["2026-05-12","2026-05-13"],"zone":"UTC"})");
}

TEST_CASE(
    "a description is read where older texts have it, and keys that are not known passed by") {
  const Event event = read_event_text(
      R"({"days":["2026-05-12","2026-05-13"],"description":"a\nb","description_html":"<p>a</p>",)"
      R"("later":[1],"zone":"UTC"})");
  CHECK(event.description == Description("a\nb", "<p>a</p>"));
}

TEST_CASE("an event is read as it was written") {
  CHECK(read_event_text(write_event_text(full_event())) == full_event());
  Event bare;
  bare.span = DaySpan{Day(1903, 1, 2), Day(2099, 12, 31)};
  CHECK(read_event_text(write_event_text(bare)) == bare);
}

TEST_CASE("a feed and problems are read as they were written") {
  Feed feed;
  feed.id = "fetes";
  feed.folder = "Fêtes";
  feed.name = "Les fêtes";
  feed.description = "Toutes";
  feed.color = "teal";
  feed.language = "fr";
  feed.zone = *Zone::find("Europe/Paris");
  feed.event_url = "https://www.example.org/{slug}";
  feed.formerly = {"bals", "galas"};
  feed.retired = Day(2027, 6, 30);
  feed.successor = "https://www.example.org/agenda.ics";
  CHECK(read_feed_text(write_feed_text(feed)) == feed);
  const Problems problems = {{Severity::error, "a.md", 3, 7, "faux", "vrai"},
                             {Severity::warning, "b.md", 0, 0, "odd", ""}};
  CHECK(read_problems_text(write_problems_text(problems)) == problems);
  CHECK(read_problems_text(write_problems_text({})).empty());
}

TEST_CASE("a text that has the word for its status in the title is read without it") {
  Event event = full_event();
  event.title = "Reporté : Bal";
  CHECK(read_event_text(write_event_text(event)).title == "Bal");
  event.status = EventStatus::confirmed;
  CHECK(read_event_text(write_event_text(event)).title == "Reporté : Bal");
}

TEST_CASE("text that is none of ours is refused") {
  const std::string whole = write_event_text(full_event());
  for (const std::string& text :
       {std::string(), std::string("[]"), std::string("{}"), whole.substr(0, whole.size() / 2),
        std::string(R"({"zone":"Europe/Atlantis","days":["2026-01-01","2026-01-01"]})"),
        std::string(R"({"zone":"UTC","days":["2026-01-01"]})"),
        std::string(R"({"zone":"UTC","days":["2026-13-01","2026-13-01"]})"),
        std::string(R"({"zone":"UTC","time":[1,"2"]})"),
        std::string(R"({"zone":"UTC","time":[1,2],"status":"perhaps"})")}) {
    INFO(text);
    CHECK_THROWS_AS(read_event_text(text), std::invalid_argument);
  }
}
