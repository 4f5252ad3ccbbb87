#include "model/event_text.hpp"

#include <stdexcept>

#include "support/catch.hpp"

using namespace almanach;

namespace {

Event full_event() {
  Event event;
  event.path = "fetes/bal.md";
  event.uid = "bal@example.org";
  event.title = "Bal \"masqué\"";
  event.zone = *Zone::find("Indian/Reunion");
  event.span = TimeSpan{Instant(std::chrono::seconds(1'800'000'000)),
                        Instant(std::chrono::seconds(1'800'003'600))};
  event.location = "Place";
  event.geo = GeoPoint{-20.879, 55.448};
  event.description = Description("Une ligne\nune autre", "<p>Une ligne</p>");
  event.info = {{"Tarif", "Gratuit", ""}, {"Inscription", "Ici", "https://i.example.org"}};
  event.url = "https://www.example.org/bal";
  event.conference = "https://visio.example.org/bal?a=1";
  event.image = "https://www.example.org/bal.jpg";
  event.categories = {"Bal", "Été"};
  event.status = EventStatus::postponed;
  event.contact = "Anne";
  event.alarm = std::chrono::seconds(1'800);
  event.written = Instant(std::chrono::seconds(1'700'000'000));
  event.modified = Instant(std::chrono::seconds(-1));
  event.kept_lines = "BEGIN:VEVENT\nSUMMARY:Bal\nEND:VEVENT\n";
  return event;
}

}  // namespace

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
