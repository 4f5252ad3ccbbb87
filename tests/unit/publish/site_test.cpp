#include "publish/site.hpp"

#include "publish/calendar_builder.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"
#include "support/site_pipeline.hpp"

using namespace almanach;
using almanach::testing::SitePipeline;

namespace {

std::string event(const std::string& title,
                  const std::string& lines = "start: 2026-05-12 14:00\nend: 2026-05-12 16:00\n") {
  return "---\ntitle: " + title + "\n" + lines + "---\n";
}

}  // namespace

TEST_CASE("a snapshot holds each event, each feed and all") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("b/deux.md", event("Deux"));
  const auto snapshot = pipeline.rescan();
  REQUIRE(snapshot);
  CHECK(snapshot->revision == 1);
  const PublishedFeed* feed = snapshot->find_feed("a");
  REQUIRE(feed != nullptr);
  const PublishedEvent* published = Snapshot::find_event(*feed, "un");
  REQUIRE(published != nullptr);
  const std::string one = build_event_calendar(*published, pipeline.config)->body().join();
  CHECK(one.find("SUMMARY:Un\r\n") != std::string::npos);
  CHECK(one.find("BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n") != std::string::npos);
  const std::string all = snapshot->all->body().join();
  CHECK(all.find("SUMMARY:Un\r\n") != std::string::npos);
  CHECK(all.find("SUMMARY:Deux\r\n") != std::string::npos);
  CHECK(all.find("BEGIN:VTIMEZONE") == all.rfind("BEGIN:VTIMEZONE"));
  CHECK(snapshot->find_feed("c") == nullptr);
}

TEST_CASE("one changed file renders one event again, and shares the rest") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.folder.put("a/deux.md", event("Deux"));
  pipeline.folder.put("b/trois.md", event("Trois"));
  const auto before = pipeline.rescan();
  pipeline.folder.put("a/un.md", event("Uno"));
  const auto after = pipeline.site.update({false, {"a/un.md"}});
  REQUIRE(after);
  CHECK(pipeline.site.rendered() == 4);
  CHECK(after->revision == 2);
  CHECK(after->feeds[1] == before->feeds[1]);
  const auto find = [](const Snapshot& snapshot, std::string_view slug) {
    return Snapshot::find_event(*snapshot.feeds[0], slug);
  };
  CHECK(find(*after, "deux") == find(*before, "deux"));
  CHECK(find(*after, "un") != find(*before, "un"));
  CHECK(after->feeds[0]->calendar->entity_tag(Coding::identity) !=
        before->feeds[0]->calendar->entity_tag(Coding::identity));
}

TEST_CASE("nothing new is no new snapshot") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"));
  pipeline.rescan();
  CHECK(pipeline.rescan() == nullptr);
  CHECK(pipeline.site.update({false, {"a/photo.jpg"}}) == nullptr);
}

TEST_CASE("the same content gives the same bytes and tags at every start") {
  const auto tag = [] {
    SitePipeline pipeline;
    pipeline.folder.put("a/un.md", event("Un"), 1'700'000'000'000'000'000);
    return pipeline.rescan()->all->entity_tag(Coding::identity);
  };
  CHECK(tag() == tag());
}

TEST_CASE("a feed's date moves with every change of its bytes, deletions too") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un"), 1'000'000'000'000'000'000);
  pipeline.folder.put("a/deux.md", event("Deux"), 1'000'000'000'000'000'000);
  const auto before = pipeline.rescan();
  CHECK(before->feeds[0]->calendar->last_modified() ==
        Instant(std::chrono::seconds(1'000'000'000)));
  pipeline.folder.remove("a/deux.md");
  pipeline.rescan();
  pipeline.clock.advance(std::chrono::seconds(5));
  const auto after = pipeline.site.update({});
  REQUIRE(after);
  CHECK(after->feeds[0]->calendar->last_modified() == pipeline.clock.now());
  pipeline.folder.put("a/trois.md", event("Trois"), 1'000'000'000'000'000'000);
  const auto later = pipeline.rescan();
  CHECK(later->feeds[0]->calendar->last_modified() > after->feeds[0]->calendar->last_modified());
}

TEST_CASE("a feed without events keeps its zone") {
  SitePipeline pipeline;
  pipeline.folder.put("a/feed.yml", "name: Vide\n");
  pipeline.folder.put("b/un.md", event("Un", "start: 2026-05-12\n"));
  const auto snapshot = pipeline.rescan();
  for (const auto& feed : snapshot->feeds) {
    CHECK(feed->calendar->body().join().find("TZID:Europe/Paris") != std::string::npos);
  }
}

TEST_CASE("all.ics has one entry for a UID") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un", "start: 2026-05-12\nuid: same\n"));
  pipeline.folder.put("b/un.md", event("Un", "start: 2026-05-12\nuid: same\n"));
  const auto snapshot = pipeline.rescan();
  const std::string all = snapshot->all->body().join();
  CHECK(all.find("UID:same") == all.rfind("UID:same"));
  REQUIRE(snapshot->problems.size() == 1);
  CHECK(snapshot->problems[0]->front().file == "b/un.md");
}

TEST_CASE("a look at which nothing is seen to have changed makes no new edition") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un", "start: 2030-05-12\n"));
  pipeline.folder.put("a/deux.md", event("Deux", "start: 2030-05-12\n"));
  const auto before = pipeline.rescan();
  SECTION("saved again as it was") {
    CHECK_FALSE(pipeline.site.update({false, {"a/un.md"}}));
  }
  SECTION("away, and not yet for certain") {
    pipeline.folder.remove("a/un.md");
    CHECK_FALSE(pipeline.rescan());
    pipeline.clock.advance(std::chrono::seconds(6));
    CHECK(pipeline.rescan());
  }
  SECTION("where another feed has changed, this one is the same") {
    pipeline.folder.put("b/trois.md", event("Trois"));
    const auto after = pipeline.rescan();
    REQUIRE(after);
    CHECK(after->find_feed("a") == before->find_feed("a"));
  }
}

TEST_CASE("a folder in which no file can be read any more goes on, over a restart too") {
  almanach::testing::Publisher publisher;
  publisher.put("a/un.md", "Un", "2027-05-12 14:00");
  const auto before = publisher.rescan();
  publisher.folder.put("a/un.md", "---\ntitle: Un\nstart: nonsense\n---\n");
  for (const bool restart : {false, true}) {
    INFO(restart);
    if (restart) publisher.restart();
    const auto after = publisher.rescan();
    REQUIRE(after->find_feed("a") != nullptr);
    CHECK(after->find_feed("a")->calendar->body().join() ==
          before->find_feed("a")->calendar->body().join());
  }
}

TEST_CASE("an event to come that is published no more is cancelled for those who have it") {
  almanach::testing::Publisher publisher;
  publisher.put("fetes/bal.md", "Bal", "2027-03-01 20:00");
  publisher.put("fetes/passe.md", "Passé", "2026-03-01 20:00");
  publisher.rescan();
  publisher.put("fetes/bal.md", "Bal", "2027-03-01 20:00", "published: false\n");
  publisher.put("fetes/passe.md", "Passé", "2026-03-01 20:00", "draft: true\n");
  publisher.rescan();
  publisher.clock.advance(std::chrono::seconds(5));
  const auto snapshot = publisher.rescan();
  const std::string text = snapshot->find_feed("fetes")->calendar->body().join();
  CHECK(almanach::testing::titles_of(*snapshot->find_feed("fetes")->calendar) ==
        std::vector<std::string>{"Bal"});
  CHECK(text.find("STATUS:CANCELLED\r\n") != std::string::npos);
  CHECK(text.find("SEQUENCE:1\r\n") != std::string::npos);
}

TEST_CASE("what waits for a time is due at once when the clock is set back, and waits no longer") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.md", event("Un", "start: 2030-05-12 14:00\nduration: 1h\n"));
  pipeline.folder.put("a/deux.md", event("Deux", "start: 2030-05-12 14:00\nduration: 1h\n"));
  pipeline.clock.advance(std::chrono::hours(24 * 365));
  pipeline.rescan();
  pipeline.folder.remove("a/deux.md");
  CHECK_FALSE(pipeline.rescan());
  pipeline.clock.advance(std::chrono::hours(-24 * 365));
  REQUIRE(pipeline.site.next_due() == pipeline.clock.now());
  pipeline.site.update({});
  REQUIRE(pipeline.site.next_due() == pipeline.clock.now() + std::chrono::seconds(5));
  pipeline.clock.advance(std::chrono::seconds(5));
  const auto snapshot = pipeline.site.update({});
  REQUIRE(snapshot);
  CHECK(Snapshot::find_event(*snapshot->find_feed("a"), "deux")->revised.event->status ==
        EventStatus::cancelled);
}

TEST_CASE("a translation that changes is a later edition of its feed, and of no other") {
  SitePipeline pipeline;
  pipeline.folder.put("a/un.en.md", event("One"));
  pipeline.folder.put("a/un.fr.md", event("Un"));
  const auto before = pipeline.rescan();
  REQUIRE(before->translations.size() == 1);
  const std::string language = before->translations.at("a").begin()->first;
  pipeline.clock.advance(std::chrono::seconds(60));
  pipeline.folder.put("a/un." + language + ".md", event("Eins"));
  const auto after = pipeline.rescan();
  REQUIRE(after);
  const auto translated = [&](const Snapshot& snapshot) {
    return snapshot.translations.at("a").at(language)->calendar;
  };
  CHECK(translated(*after)->digest() != translated(*before)->digest());
  CHECK(translated(*after)->last_modified() == pipeline.clock.now());
  CHECK(translated(*before)->last_modified() < pipeline.clock.now());
  CHECK(after->feeds[0]->calendar == before->feeds[0]->calendar);
}
