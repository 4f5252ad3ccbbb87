#include "publish/chosen_feeds.hpp"

#include "publish/calendar_source.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;

namespace {

using Ids = std::vector<std::string>;

Choices choose(std::string_view query) {
  return std::get<Choices>(read_choices(query));
}

std::vector<std::string> titles(const CalendarSource& source) {
  std::vector<std::string> all;
  for (const PublishedEvent* event : source.events) all.push_back(event->revised.event->title);
  return all;
}

/// Feeds "a", "b" and "c" with an event each.
struct Site3 {
  Site3() {
    for (const char* id : {"a", "b", "c"})
      publisher.put(std::string(id) + "/x.md", std::string("Bal ") + id, "2027-05-12 20:00");
    publisher.config.base_url = "https://agenda.example.org";
  }
  std::shared_ptr<const Snapshot> rescan() { return snapshot = publisher.rescan(); }
  FeedsFound narrow(std::string_view query, Ids& ids) {
    Choices choices = choose(query);
    const FeedsFound found = narrow_to_known_feeds(choices, *snapshot);
    ids = choices.feeds;
    return found;
  }
  CalendarSource source(std::string_view query) {
    Choices choices = choose(query);
    narrow_to_known_feeds(choices, *snapshot);
    return source_of(*snapshot, choices, publisher.config);
  }

  Publisher publisher;
  std::shared_ptr<const Snapshot> snapshot;
};

}  // namespace

TEST_CASE("of the feeds that are chosen those count that there are") {
  Site3 site;
  site.rescan();
  Ids ids;
  CHECK(site.narrow("feeds=c,a", ids) == FeedsFound::some);
  CHECK(ids == Ids{"a", "c"});
  CHECK(site.narrow("feeds=a&feeds=nowhere&feeds=a", ids) == FeedsFound::some);
  CHECK(ids == Ids{"a"});
  CHECK(site.narrow("feeds=nowhere,..%2Fx", ids) == FeedsFound::none);
  CHECK(site.narrow("q=x", ids) == FeedsFound::all);
  CHECK(titles(site.source("feeds=c,a")) == Ids{"Bal a", "Bal c"});
  CHECK(titles(site.source("")) == Ids{"Bal a", "Bal b", "Bal c"});
}

TEST_CASE("a feed is chosen by an id that it had, too") {
  Site3 site;
  site.rescan();
  site.publisher.folder.put("neuf/feed.yml", "formerly: a\n");
  site.publisher.put("neuf/x.md", "Bal a", "2027-05-12 20:00");
  site.publisher.folder.remove("a/x.md");
  site.rescan();
  REQUIRE(site.snapshot->find_feed("a") != nullptr);
  const std::string present = site.snapshot->find_feed("a")->feed.id;
  Ids ids;
  CHECK(site.narrow("feeds=a," + present, ids) == FeedsFound::some);
  CHECK(ids == Ids{present});
}

TEST_CASE("a private feed is none, whoever names it") {
  Site3 site;
  site.publisher.folder.put("b/feed.yml", "access: link\n");
  site.rescan();
  Ids ids;
  CHECK(site.narrow("feeds=b", ids) == FeedsFound::none);
  CHECK(site.narrow("feeds=a,b", ids) == FeedsFound::some);
  CHECK(ids == Ids{"a"});
}

TEST_CASE("of a UID that several chosen feeds have there is one event, whichever are chosen") {
  Site3 site;
  for (const char* id : {"a", "b", "c"})
    site.publisher.put(std::string(id) + "/x.md", std::string("Bal ") + id, "2027-05-12 20:00",
                       "uid: commun@example.org\n");
  site.rescan();
  CHECK(titles(site.source("")) == Ids{"Bal a"});
  CHECK(titles(site.source("feeds=b")) == Ids{"Bal b"});
  CHECK(titles(site.source("feeds=c,b")) == Ids{"Bal b"});
}

TEST_CASE("the calendar of chosen feeds names them, and is another where one of them is") {
  Site3 site;
  site.rescan();
  const CalendarSource before = site.source("feeds=a,b");
  CHECK(before.info.name == "Agenda (A, B)");
  CHECK(before.info.page == "https://agenda.example.org/?feeds=a,b");
  CHECK(site.source("feeds=b,a").digest == before.digest);
  CHECK(site.source("feeds=a,c").digest != before.digest);
  site.publisher.put("c/x.md", "Autre", "2027-05-12 21:00");
  site.rescan();
  CHECK(site.source("feeds=a,b").digest == before.digest);
  CHECK(site.source("feeds=a,b").revision == before.revision);
  site.publisher.put("b/x.md", "Autre", "2027-05-12 21:00");
  site.rescan();
  CHECK(site.source("feeds=a,b").digest != before.digest);
}
