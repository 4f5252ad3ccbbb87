#include "http/listings.hpp"

#include <nlohmann/json.hpp>

#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using Json = nlohmann::json;

namespace {

class Served {
 public:
  Served() {
    publisher.put("fetes/bal.md", "Bal & tombola", "2027-07-13 20:00",
                  "lieu: Place <nue>\ntags: [danse]\n");
    publisher.put("fetes/cours.md", "Cours", "2027-01-05 12:30",
                  "rrule: FREQ=WEEKLY;COUNT=3\nstatut: annulé\nuid: cours@example.org\n");
    publisher.put("ateliers/soudure.md", "Soudure", "2027-03-02");
  }

  Answer get(std::string_view path, ListingForm form, std::string query = {}) {
    if (!snapshot) snapshot = publisher.rescan();
    Request request;
    request.method = "GET";
    request.query = std::move(query);
    const std::string address = std::string(path) + (form == ListingForm::json ? ".json" : ".atom");
    WorkBudget work(1'000'000);
    return listings.answer({request, *snapshot, find_address(address), publisher.config, work},
                           form);
  }
  Json json(std::string_view path, std::string query = {}) {
    return Json::parse(get(path, ListingForm::json, std::move(query)).body.join());
  }

  almanach::testing::Publisher publisher;
  std::shared_ptr<const Snapshot> snapshot;
  Listings listings{publisher.config, publisher.clock,
                    std::make_shared<AnswerStore>(Limits().cache)};
};

std::size_t count(const std::string& text, std::string_view part) {
  std::size_t found = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1))
    ++found;
  return found;
}

}  // namespace

TEST_CASE("JSON lists a feed, everything or one event") {
  Served served;
  const Json feed = served.json("/fetes");
  CHECK(feed["calendar"] == "http://127.0.0.1:8080/fetes.ics");
  CHECK(feed["page"] == "http://127.0.0.1:8080/fetes/");
  CHECK(feed["timezone"] == "Europe/Paris");
  REQUIRE(feed["events"].size() == 2);
  const Json& lesson = feed["events"][0];
  CHECK(lesson["uid"] == "cours@example.org");
  CHECK(lesson["status"] == "cancelled");
  CHECK(lesson["start"] == "2027-01-05T12:30:00+01:00");
  CHECK(lesson["recurrence"] == Json::parse(R"({"rule": {"frequency": "weekly", "count": 3}})"));
  const Json& ball = feed["events"][1];
  CHECK(ball["title"] == "Bal & tombola");
  CHECK(ball["end"] == "2027-07-13T21:00:00+02:00");
  CHECK(ball["all_day"] == false);
  CHECK(ball["location"] == "Place <nue>");
  CHECK(ball["categories"] == Json::array({"danse"}));
  CHECK_FALSE(ball.contains("geo"));
  CHECK(served.json("/all")["events"].size() == 3);
  CHECK(served.json("/fetes/bal")["events"] == Json::array({ball}));
  for (const char* path : {"/x", "/fetes/x", "/fetes/", "/"}) {
    INFO(path);
    CHECK(served.get(path, ListingForm::json).status == 404);
  }
}

TEST_CASE("JSON and Atom have the word for what is postponed in the title") {
  Served served;
  served.publisher.put("ateliers/soudure.md", "Soudure", "2027-03-02 10:00",
                       "rrule: FREQ=WEEKLY;COUNT=3\n"
                       "occurrences: [{date: 2027-03-09, statut: reporté}]\n");
  served.publisher.put("ateliers/bois.md", "Bois", "2027-03-01", "statut: reporté\n");
  const Json events = served.json("/ateliers")["events"];
  CHECK(events.at(0)["title"] == "Reporté : Bois");
  CHECK(events.at(0)["status"] == "postponed");
  CHECK(events.at(1)["title"] == "Soudure");
  CHECK(events.at(1)["recurrence"]["changed"].at(0)["title"] == "Reporté : Soudure");
  const std::string atom = served.get("/ateliers", ListingForm::atom).body.join();
  CHECK(count(atom, "<title>Reporté : Bois</title>") == 1);
  CHECK(count(atom, "<title>Soudure</title>") == 1);
}

TEST_CASE("listings follow the choices of subscribers, and say what they are of") {
  Served served;
  const Json chosen = served.json("/fetes", "category=danse&alarm=PT1H");
  REQUIRE(chosen["events"].size() == 1);
  CHECK(chosen["calendar"] == "http://127.0.0.1:8080/fetes.ics?category=danse");
  CHECK(served.get("/fetes", ListingForm::json, "past=yesterday").status == 400);
}

TEST_CASE("Atom has an entry an event, whose id outlasts changes") {
  Served served;
  const std::string before = served.get("/fetes", ListingForm::atom).body.join();
  CHECK(count(before, "<entry") == 2);
  CHECK(count(before, "<title>Bal &amp; tombola</title>") == 1);
  CHECK(count(before, "<title>Annulé : Cours</title>") == 1);
  const auto ids = [](const std::string& feed) {
    std::vector<std::string> found;
    for (std::size_t at = 0; (at = feed.find("<id>", at)) != std::string::npos; ++at)
      found.push_back(feed.substr(at, feed.find("</id>", at) - at));
    std::sort(found.begin(), found.end());
    return found;
  };
  served.publisher.clock.advance(std::chrono::hours(1));
  served.publisher.put("fetes/bal.md", "Grand bal", "2027-07-13 21:00");
  served.snapshot = served.publisher.rescan();
  const std::string after = served.get("/fetes", ListingForm::atom).body.join();
  CHECK(ids(after) == ids(before));
  // What changed last comes first, and is what the feed's own time tells.
  CHECK(after.find("Grand bal") < after.find("Cours"));
  CHECK(count(after, "<updated>2027-01-15T09:00:00Z</updated>") == 2);
  CHECK(served.get("/fetes/bal", ListingForm::atom).status == 404);
}

TEST_CASE("an Atom feed has the events that changed last, and no more than a hundred") {
  Served served;
  for (int i = 0; i < 150; ++i)
    served.publisher.put("fetes/jour-" + std::to_string(i) + ".md", "Jour", "2027-05-01 10:00");
  CHECK(count(served.get("/fetes", ListingForm::atom).body.join(), "<entry") == 100);
}

TEST_CASE("the sitemap has every page, those of the latest events first") {
  Served served;
  served.get("/all", ListingForm::json);
  WorkBudget work(1'000'000);
  const std::string sitemap =
      served.listings
          .answer_sitemap({Request(), *served.snapshot, find_address("/sitemap.xml"),
                           served.publisher.config, work})
          .body.join();
  CHECK(count(sitemap, "<url>") == 6);
  for (const char* path : {"/", "/fetes/", "/ateliers/", "/fetes/bal", "/ateliers/soudure"}) {
    INFO(path);
    CHECK(count(sitemap, std::string("<loc>http://127.0.0.1:8080") + path + "</loc>") == 1);
  }
  CHECK(sitemap.find("/fetes/bal") < sitemap.find("/ateliers/soudure"));
}
