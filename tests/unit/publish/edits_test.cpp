// Edits of single files beside a look at everything: what is served is the same.

#include <fmt/format.h>

#include <map>
#include <random>

#include "publish/site.hpp"
#include "support/catch.hpp"
#include "support/publisher.hpp"

using namespace almanach;
using almanach::testing::Publisher;

namespace {

constexpr int kFiles = 60;

std::string path_of(int file) {
  return fmt::format("feed-{}/e-{}.md", file % 3, file);
}

/// An event of some text at some time within two years around the clock's now.
void put_some(Publisher& publisher, int file, std::mt19937& random) {
  const auto pick = [&](int most) {
    return static_cast<int>(random() % static_cast<unsigned>(most));
  };
  const bool is_day = pick(4) == 0;
  const std::string day = fmt::format("{}-{:02}-{:02}", 2026 + pick(2), 1 + pick(12), 1 + pick(28));
  std::string text = "---\ntitle: Bal " + std::to_string(pick(1'000)) + "\nstart: " + day;
  text += is_day ? "\n" : fmt::format(" {:02}:00\nduration: {}h\n", pick(24), 1 + pick(60));
  if (pick(3) == 0) text += "place: Salle " + std::to_string(pick(9)) + "\n";
  text += "---\n";
  if (pick(2) == 0)
    text += "Un **bal** " + std::string(static_cast<std::size_t>(pick(400)), 'x') + "\n";
  publisher.folder.put(path_of(file), text, 1'700'000'000'000'000'000);
}

/// What clients see of all calendars.
std::map<std::string, std::pair<std::string, std::string>> show(const Snapshot& snapshot) {
  std::map<std::string, std::pair<std::string, std::string>> shown;
  const auto add = [&](const std::string& name, const Representation& calendar) {
    shown[name] = {calendar.entity_tag(Coding::identity), calendar.body().join()};
  };
  add("all", *snapshot.all);
  for (const auto& feed : snapshot.feeds) {
    add(feed->feed.id, *feed->calendar);
    for (const EventPtr& event : feed->events)
      shown[feed->feed.id + '/' + event->revised.slug] = {to_hex(event->calendar_digest),
                                                          *event->component()};
  }
  return shown;
}

}  // namespace

TEST_CASE("a thousand edits leave what a start finds") {
  Publisher publisher;
  publisher.config.feed_budget = 9'000;
  std::mt19937 random(18);
  for (int file = 0; file < kFiles; ++file) put_some(publisher, file, random);
  auto snapshot = publisher.rescan();
  for (int edit = 1; edit <= 1'000; ++edit) {
    const int file = static_cast<int>(random() % kFiles);
    if (edit % 50 == 0) {
      publisher.folder.remove(path_of(file));
    } else {
      put_some(publisher, file, random);
    }
    publisher.clock.advance(std::chrono::hours(edit % 10));
    if (const auto fresh = publisher.site().update({false, {path_of(file)}})) snapshot = fresh;
    if (edit % 100 != 0) continue;
    if (const auto fresh = publisher.site().update({true, {}})) snapshot = fresh;
    const auto served = show(*snapshot);
    publisher.restart();
    snapshot = publisher.rescan();
    CHECK(show(*snapshot) == served);
  }
}

TEST_CASE("an edit shares the months that it does not touch") {
  Publisher publisher;
  publisher.put("fetes/mai.md", "Mai", "2027-05-01 10:00");
  publisher.put("fetes/juin.md", "Juin", "2027-06-01 10:00");
  publisher.put("cours/juin.md", "Cours", "2027-06-01 10:00");
  const auto before = publisher.rescan();
  publisher.put("fetes/juin.md", "Juin encore", "2027-06-01 10:00");
  const auto after = publisher.site().update({false, {"fetes/juin.md"}});
  REQUIRE(after);
  const EventMonths& was = before->find_feed("fetes")->events.months();
  const EventMonths& is = after->find_feed("fetes")->events.months();
  CHECK(is[0] == was[0]);
  CHECK(is[1] != was[1]);
  CHECK(is[1]->events()[0]->revised.sequence == was[1]->events()[0]->revised.sequence);
  CHECK(after->find_feed("cours") == before->find_feed("cours"));
  CHECK(after->find_feed("fetes")->past == before->find_feed("fetes")->past);
  CHECK(after->all_months.size() == 3);
  CHECK(after->all_months[0] == before->all_months[0]);
  CHECK(publisher.site().rendered() == 4);
}

TEST_CASE("what an edit cannot tell by itself is looked at with all else") {
  Publisher publisher;
  publisher.put("fetes/bal.md", "Bal", "2027-05-01 10:00");
  publisher.put("fetes/fest-noz.md", "Fest-noz", "2027-05-02 10:00", "uid: noz@example.org\n");
  publisher.rescan();
  const auto update = [&](const std::string& path) {
    return publisher.site().update({false, {path}});
  };
  SECTION("a UID that another event has") {
    publisher.put("fetes/bal.md", "Bal", "2027-05-01 10:00", "uid: noz@example.org\n");
    const auto after = update("fetes/bal.md");
    REQUIRE(after);
    Problems problems;
    for (const auto& part : after->problems)
      problems.insert(problems.end(), part->begin(), part->end());
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].file == "fetes/bal.md");
    SECTION("is told on after the edit of another") {
      publisher.put("fetes/fest-noz.md", "Fest-noz encore", "2027-05-02 10:00",
                    "uid: noz@example.org\n");
      const auto later = update("fetes/fest-noz.md");
      REQUIRE(later);
      CHECK(later->problems.size() == after->problems.size());
    }
  }
  SECTION("an event that is told no more") {
    publisher.folder.put("fetes/bal.md", "---\ntitle: Bal\n---\n", 1'700'000'000'000'000'000);
    const auto after = update("fetes/bal.md");
    REQUIRE(after);
    CHECK(after->find_feed("fetes")->events.size() == 2);
  }
  SECTION("an event that comes") {
    publisher.put("fetes/concert.md", "Concert", "2027-04-30 10:00");
    const auto after = update("fetes/concert.md");
    REQUIRE(after);
    CHECK(after->find_feed("fetes")->events.size() == 3);
    CHECK(after->find_feed("fetes")->events[0]->revised.event->title == "Concert");
  }
}
