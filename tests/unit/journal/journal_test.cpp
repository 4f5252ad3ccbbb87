#include "journal/journal.hpp"

#include "support/chronicle.hpp"
#include "support/memory_store.hpp"
#include "support/zone_folder.hpp"

using namespace almanach;
using almanach::testing::Chronicle;
using std::chrono::hours;
using std::chrono::seconds;

namespace {

/// Each rule holds whichever store the journal is kept in.
Chronicle::Keeps any_store() {
  return GENERATE(Chronicle::Keeps::in_memory, Chronicle::Keeps::on_disk);
}

constexpr seconds kLong{1'000};

/// What programs go by, without the event itself.
auto versions_of(const RevisedEvent& event) {
  return std::tuple(event.uid, event.sequence, event.created, event.modified, event.revision);
}

}  // namespace

TEST_CASE("a first UID depends on site, feed and path, and on nothing else") {
  CHECK(make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md") ==
        make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md"));
  CHECK(make_first_uid("example.org", "fetes", "fetes/2026-05-10-bal.md") !=
        make_first_uid("example.org", "fetes", "fetes/2027-05-10-bal.md"));
  CHECK(make_first_uid("example.com", "fetes", "fetes/bal.md") !=
        make_first_uid("example.org", "fetes", "fetes/bal.md"));
  // Every subscriber knows this one: it may never change.
  CHECK(make_first_uid("127.0.0.1", "seed", "seed/event.md") ==
        "859e7137-61b7-5a1e-90c8-82cd755e23dc");
}

TEST_CASE("a new event is in its first edition, dated by its file") {
  Chronicle chronicle(any_store());
  chronicle.put("2027-05-10-bal.md", "Bal");
  chronicle.look();
  const RevisedEvent bal = chronicle.get("bal");
  CHECK(bal.uid == make_first_uid("example.org", "fetes", "fetes/2027-05-10-bal.md"));
  CHECK(bal.sequence == 0);
  CHECK(bal.created == Chronicle::kWritten);
  CHECK(bal.modified == Chronicle::kWritten);
  CHECK(chronicle.served.revision == 1);
  CHECK(chronicle.served.modified == Chronicle::kWritten);
}

TEST_CASE("front matter dates an event, but not into the future and never before its making") {
  Chronicle chronicle;
  const Instant now = chronicle.clock.now();
  chronicle.put("a.md", "A").written = now + hours(1);
  Event& b = chronicle.put("b.md", "B");
  b.written = now - hours(2);
  b.modified = now - hours(3);
  chronicle.look();
  CHECK(chronicle.get("a").created == now);
  CHECK(chronicle.get("a").modified == now);
  CHECK(chronicle.get("b").created == now - hours(2));
  CHECK(chronicle.get("b").modified == now - hours(2));
}

TEST_CASE("events come by start, then by slug") {
  Chronicle chronicle;
  chronicle.put("b.md", "B", 2);
  chronicle.put("c.md", "C", 1);
  chronicle.put("a.md", "A", 2);
  const FeedEvents& served = chronicle.look();
  REQUIRE(served.events.size() == 3);
  CHECK(served.events[0].slug == "c");
  CHECK(served.events[1].slug == "a");
  CHECK(served.events[2].slug == "b");
}

TEST_CASE("nothing changes while nobody changes anything, over restarts too") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  const RevisedEvent before = chronicle.get("bal");
  chronicle.clock.advance(kLong);
  chronicle.restart();
  const FeedEvents& after = chronicle.look();
  RevisedEvent event = chronicle.get("bal");
  event.event = before.event;
  CHECK(event == before);
  CHECK(after.revision == 1);
  CHECK(after.modified == Chronicle::kWritten);
}

TEST_CASE("a visible change moves LAST-MODIFIED, a change of plan SEQUENCE too") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.clock.advance(kLong);
  chronicle.restart();
  chronicle.at("bal.md").title = "Grand bal";
  chronicle.look();
  CHECK(chronicle.get("bal").sequence == 0);
  CHECK(chronicle.get("bal").modified == chronicle.clock.now());
  CHECK(chronicle.get("bal").created == Chronicle::kWritten);
  CHECK(chronicle.served.revision == 2);
  CHECK(chronicle.served.modified == chronicle.clock.now());

  chronicle.clock.advance(kLong);
  chronicle.at("bal.md").span = DaySpan{Day(2027, 5, 11), Day(2027, 5, 11)};
  chronicle.look();
  CHECK(chronicle.get("bal").sequence == 1);
  chronicle.at("bal.md").location = "Place";
  chronicle.look();
  CHECK(chronicle.get("bal").sequence == 2);
  chronicle.at("bal.md").status = EventStatus::cancelled;
  chronicle.look();
  CHECK(chronicle.get("bal").sequence == 3);
  CHECK(chronicle.get("bal").uid == make_first_uid("example.org", "fetes", "fetes/bal.md"));
}

TEST_CASE("LAST-MODIFIED goes on although the clock does not, or goes back") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").modified = chronicle.clock.now();
  chronicle.look();
  const Instant first = chronicle.get("bal").modified;
  chronicle.clock.advance(-hours(48));
  chronicle.at("bal.md").title = "Grand bal";
  chronicle.look();
  CHECK(chronicle.get("bal").modified == first + seconds(1));
  chronicle.restart();
  chronicle.at("bal.md").title = "Bal";
  chronicle.look();
  CHECK(chronicle.get("bal").modified == first + seconds(2));
}

TEST_CASE("another public address moves LAST-MODIFIED where it is seen, and no UID") {
  Chronicle chronicle(any_store());
  chronicle.put("own.md", "Own page");
  chronicle.put("linked.md", "Linked").url = "https://www.example.org/x";
  chronicle.look();
  const RevisedEvent own = chronicle.get("own");
  chronicle.config.base_url = "https://other.example.net";
  chronicle.config.site_id = "other.example.net";
  chronicle.clock.advance(kLong);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.get("own").uid == own.uid);
  CHECK(chronicle.get("own").modified == chronicle.clock.now());
  CHECK(chronicle.get("linked").modified == Chronicle::kWritten);
  chronicle.put("new.md", "New");
  chronicle.look();
  CHECK(chronicle.get("new").uid == make_first_uid("example.org", "fetes", "fetes/new.md"));
}

TEST_CASE("a renamed file is the same event, and its old address goes on serving it") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  const RevisedEvent before = chronicle.get("bal");
  chronicle.rename("bal.md", "2027-grand-bal.md");
  chronicle.look();
  CHECK(chronicle.served.events.size() == 1);
  CHECK(chronicle.get("2027-grand-bal").uid == before.uid);
  CHECK(chronicle.get("bal").uid == before.uid);
  CHECK(chronicle.get("bal").sequence == 0);

  SECTION("a new file under the old name is another event, at another address") {
    chronicle.put("bal.md", "Autre bal", 20);
    chronicle.look();
    CHECK(chronicle.served.events.size() == 2);
    CHECK(chronicle.get("bal").uid == before.uid);
    const RevisedEvent other = chronicle.get("bal-2");
    CHECK(other.uid != before.uid);
    CHECK(chronicle.problems.size() == 1);
    chronicle.restart();
    chronicle.look();
    CHECK(chronicle.get("bal-2").uid == other.uid);
    CHECK(chronicle.get("bal").uid == before.uid);
  }
  SECTION("the old name again gives the old address") {
    chronicle.rename("2027-grand-bal.md", "bal.md");
    chronicle.look();
    CHECK(chronicle.get("bal").slug == "bal");
    CHECK(chronicle.get("2027-grand-bal").uid == before.uid);
  }
}

TEST_CASE("a renamed file with a small edit and the same start is the same event") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").description =
      Description("Venez danser toute la nuit sur la place du village, avec l'orchestre.", "");
  chronicle.look();
  const std::string uid = chronicle.get("bal").uid;
  chronicle.rename("bal.md", "bal-du-village.md");
  SECTION("the title") {
    chronicle.at("bal-du-village.md").title = "Le bal du village";
  }
  SECTION("the text") {
    chronicle.at("bal-du-village.md").description = Description("Venez.", "");
  }
  chronicle.look();
  CHECK(chronicle.served.events.size() == 1);
  CHECK(chronicle.get("bal-du-village").uid == uid);
}

TEST_CASE("of many renamed at once each finds its own") {
  Chronicle chronicle(any_store());
  for (int i = 1; i <= 20; ++i)
    chronicle.put(std::to_string(i) + ".md", "Bal", 10).location = std::to_string(i);
  chronicle.look();
  std::map<std::string, std::string> uids;
  for (const RevisedEvent& event : chronicle.served.events) uids[event.event->location] = event.uid;
  for (int i = 20; i >= 1; --i)
    chronicle.rename(std::to_string(i) + ".md", "x" + std::to_string(i * 7 % 100) + ".md");
  chronicle.look();
  REQUIRE(chronicle.served.events.size() == 20);
  for (const RevisedEvent& event : chronicle.served.events)
    CHECK(event.uid == uids[event.event->location]);
}

TEST_CASE("a file that is away for a moment, or after a partial look, has not disappeared") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  const Event bal = chronicle.at("bal.md");
  chronicle.remove("bal.md");
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
  CHECK(chronicle.journal->next_due() == chronicle.clock.now() + seconds(5));
  chronicle.clock.advance(seconds(5));
  CHECK(chronicle.journal->due_folders() == std::set<std::string>{"fetes"});
  SECTION("a partial look is not enough") {
    chronicle.look(Sight::partial);
    CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
  }
  SECTION("nor is a blind one") {
    chronicle.look(Sight::blind);
    CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
  }
  chronicle.files["fetes/bal.md"] = bal;
  chronicle.look();
  CHECK(!chronicle.journal->next_due());
  CHECK(chronicle.served.revision == 1);
}

TEST_CASE("an event to come whose file disappears is served as cancelled, then not at all") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.put("fete.md", "Fête");
  chronicle.look();
  const Event bal = chronicle.at("bal.md");
  const RevisedEvent before = chronicle.get("bal");
  chronicle.remove("bal.md");
  chronicle.look_twice();
  RevisedEvent cancelled = chronicle.get("bal");
  CHECK(cancelled.event->status == EventStatus::cancelled);
  CHECK(cancelled.cancelled_as_missing);
  CHECK(cancelled.sequence == 1);
  CHECK(cancelled.modified == chronicle.clock.now());
  CHECK(cancelled.uid == before.uid);
  CHECK(chronicle.served.revision == 2);

  chronicle.restart();
  chronicle.look_after(hours(24 * 29));
  cancelled.event = chronicle.get("bal").event;
  CHECK(chronicle.get("bal") == cancelled);
  CHECK(chronicle.get("bal").event->title == "Bal");

  SECTION("a file that comes back is the same event again") {
    chronicle.files["fetes/bal.md"] = bal;
    chronicle.look();
    CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
    CHECK(chronicle.get("bal").uid == before.uid);
    CHECK(chronicle.get("bal").sequence == 2);
    CHECK(!chronicle.get("bal").cancelled_as_missing);
  }
  SECTION("under another name too") {
    chronicle.put("grand-bal.md", "Bal");
    chronicle.look();
    CHECK(chronicle.served.events.size() == 2);
    CHECK(chronicle.get("grand-bal").uid == before.uid);
  }
  SECTION("it ends after keep_cancelled") {
    chronicle.look_after(hours(24));
    CHECK(!chronicle.find("bal"));
    CHECK(chronicle.served.gone_slugs == std::set<std::string>{"bal"});
    CHECK(chronicle.served.revision == 3);
    CHECK(chronicle.served.modified == chronicle.clock.now());
    chronicle.restart();
    chronicle.look();
    CHECK(chronicle.served.gone_slugs == std::set<std::string>{"bal"});

    chronicle.files["fetes/bal.md"] = bal;
    chronicle.look();
    CHECK(chronicle.get("bal").uid == before.uid);
    CHECK(chronicle.get("bal").sequence == 2);
    CHECK(chronicle.served.gone_slugs.empty());
  }
}

TEST_CASE("an event that is over just leaves") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").span = DaySpan{Day(2020, 5, 10), Day(2020, 5, 10)};
  chronicle.put("fete.md", "Fête");
  chronicle.look();
  const Event bal = chronicle.at("bal.md");
  const RevisedEvent before = chronicle.get("bal");
  chronicle.remove("bal.md");
  chronicle.look_twice();
  CHECK(!chronicle.find("bal"));
  CHECK(chronicle.served.gone_slugs == std::set<std::string>{"bal"});
  chronicle.files["fetes/bal.md"] = bal;
  chronicle.look();
  CHECK(chronicle.get("bal").uid == before.uid);
  CHECK(chronicle.get("bal").sequence == 0);
  CHECK(chronicle.served.revision == 3);
}

TEST_CASE("a new event may have the address of one that is gone, not its UID") {
  Chronicle chronicle(any_store());
  chronicle.put("2020-05-10-bal.md", "Bal").span = DaySpan{Day(2020, 5, 10), Day(2020, 5, 10)};
  chronicle.look();
  const std::string uid = chronicle.get("bal").uid;
  chronicle.remove("2020-05-10-bal.md");
  chronicle.look_twice();
  chronicle.put("2027-05-10-bal.md", "Bal");
  chronicle.look();
  CHECK(chronicle.get("bal").uid != uid);
  CHECK(chronicle.served.gone_slugs.empty());
}

TEST_CASE("a file that turns bad keeps its last good event, over restarts") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  const RevisedEvent before = chronicle.get("bal");
  chronicle.spoil("bal.md");
  chronicle.look_twice();
  chronicle.restart();
  chronicle.look_twice();
  RevisedEvent after = chronicle.get("bal");
  CHECK(after.event->title == "Bal");
  after.event = before.event;
  CHECK(after == before);
  chronicle.spoilt.insert("fetes/never-good.md");
  CHECK(chronicle.look().events.size() == 1);
}

TEST_CASE("many that vanish at once are held, until a day has passed or somebody confirms") {
  Chronicle chronicle(any_store());
  for (int i = 1; i <= 9; ++i) chronicle.put(std::to_string(i) + ".md", "E", i);
  chronicle.look();
  const std::map<std::string, Event> files = chronicle.files;
  const auto count_cancelled = [&] {
    return std::count_if(chronicle.served.events.begin(), chronicle.served.events.end(),
                         [](const auto& event) { return event.cancelled_as_missing; });
  };
  SECTION("four of nine are a wish") {
    for (int i = 1; i <= 4; ++i) chronicle.remove(std::to_string(i) + ".md");
    chronicle.look_twice();
    CHECK(count_cancelled() == 4);
    CHECK(chronicle.problems.empty());
  }
  SECTION("five of nine are an accident") {
    for (int i = 1; i <= 5; ++i) chronicle.remove(std::to_string(i) + ".md");
    chronicle.look_twice();
    CHECK(count_cancelled() == 0);
    REQUIRE(chronicle.problems.size() == 1);
    CHECK(chronicle.problems[0].message.find("5 of 9 events have vanished") == 0);
    chronicle.restart();
    chronicle.look_after(hours(23));
    CHECK(count_cancelled() == 0);
    CHECK(chronicle.served.revision == 1);
    SECTION("a day is enough") {
      chronicle.look_after(hours(1));
      CHECK(count_cancelled() == 5);
      CHECK(chronicle.problems.empty());
    }
    SECTION("so is a word") {
      chronicle.journal->confirm_deletions();
      chronicle.look();
      CHECK(count_cancelled() == 5);
      CHECK(!chronicle.journal->deletions_confirmed());
    }
    SECTION("they may come back") {
      chronicle.files = files;
      chronicle.look();
      CHECK(count_cancelled() == 0);
      CHECK(chronicle.problems.empty());
      CHECK(chronicle.served.revision == 1);
    }
  }
}

TEST_CASE("a UID in the file wins") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").uid = "bal@example.org";
  chronicle.look();
  CHECK(chronicle.get("bal").uid == "bal@example.org");
  SECTION("it follows the file whatever else changes") {
    chronicle.rename("bal.md", "fete.md");
    chronicle.at("fete.md").title = "Fête";
    chronicle.at("fete.md").span = DaySpan{Day(2027, 6, 1), Day(2027, 6, 1)};
    chronicle.look();
    CHECK(chronicle.served.events.size() == 1);
    CHECK(chronicle.get("fete").sequence == 1);
    CHECK(chronicle.get("bal").uid == "bal@example.org");
  }
  SECTION("once given it stays") {
    chronicle.at("bal.md").uid.clear();
    chronicle.look();
    CHECK(chronicle.get("bal").uid == "bal@example.org");
    CHECK(chronicle.served.revision == 1);
  }
  SECTION("given later, it replaces the first one") {
    chronicle.put("fete.md", "Fête", 12);
    chronicle.look();
    chronicle.at("fete.md").uid = "fete@example.org";
    chronicle.look();
    CHECK(chronicle.get("fete").uid == "fete@example.org");
    CHECK(chronicle.served.events.size() == 2);
  }
  SECTION("given twice, the second event is left out") {
    chronicle.put("zoo.md", "Zoo").uid = "bal@example.org";
    CHECK(chronicle.look().events.size() == 1);
    REQUIRE(chronicle.problems.size() == 1);
    CHECK(chronicle.problems[0].file == "fetes/zoo.md");
  }
}

TEST_CASE("an event that was copied before it was deleted is not cancelled beside its copy") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.put("copie.md", "Bal");
  chronicle.look();
  chronicle.remove("bal.md");
  chronicle.look_twice();
  CHECK(chronicle.served.events.size() == 1);
  CHECK(chronicle.get("bal").slug == "copie");
}

TEST_CASE("a postponed event is confirmed again once its date has moved") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.at("bal.md").status = EventStatus::postponed;
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
  chronicle.at("bal.md").span = DaySpan{Day(2027, 6, 1), Day(2027, 6, 1)};
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
  CHECK(chronicle.get("bal").sequence == 2);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
}

TEST_CASE("the language of the feed is seen in the word for what is postponed, and nowhere else") {
  Chronicle chronicle(any_store());
  chronicle.feed.language = "fr";
  chronicle.put("bal.md", "Bal").status = EventStatus::postponed;
  chronicle.put("gala.md", "Gala");
  chronicle.look();
  chronicle.feed.language = "en";
  chronicle.look_after(kLong);
  CHECK(chronicle.get("bal").modified == chronicle.clock.now());
  CHECK(chronicle.get("bal").sequence == 0);
  CHECK(chronicle.get("gala").modified == Chronicle::kWritten);
}

TEST_CASE("a postponed event whose file goes is served as cancelled, under its own title") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").status = EventStatus::postponed;
  chronicle.look();
  chronicle.remove("bal.md");
  chronicle.look_twice();
  CHECK(chronicle.get("bal").event->status == EventStatus::cancelled);
  CHECK(chronicle.get("bal").event->title == "Bal");
}

TEST_CASE(
    "an event that is postponed a second time is so from its second date, after a restart too") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.at("bal.md").status = EventStatus::postponed;
  chronicle.look();
  chronicle.at("bal.md").span = DaySpan{Day(2027, 6, 1), Day(2027, 6, 1)};
  chronicle.look();
  // Nobody sees a change here: the event is served as confirmed already.
  chronicle.at("bal.md").status = EventStatus::confirmed;
  CHECK(chronicle.look().revision == 3);
  chronicle.restart();
  chronicle.look();
  chronicle.at("bal.md").status = EventStatus::postponed;
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
}

TEST_CASE("a folder with another name keeps its events where feed.yml says what it was") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  const RevisedEvent before = chronicle.get("bal");
  chronicle.feed.folder = "rendez-vous";
  chronicle.feed.id = "rendez-vous";
  chronicle.feed.formerly = {"fetes"};
  chronicle.files.clear();
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  CHECK(chronicle.served.former_ids == std::vector<std::string>{"fetes"});
  CHECK(chronicle.get("bal").uid == before.uid);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.served.former_ids == std::vector<std::string>{"fetes"});
  CHECK(chronicle.get("bal").uid == before.uid);
  CHECK(chronicle.journal->feed_ids().size() == 1);
}

TEST_CASE("a folder with another name is another edition, also where no event changes with it") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal").url = "https://bal.example.org/";
  chronicle.look();
  const std::uint64_t revision = chronicle.served.revision;
  chronicle.feed.folder = "rendez-vous";
  chronicle.feed.id = "rendez-vous";
  chronicle.feed.formerly = {"fetes"};
  chronicle.files.clear();
  chronicle.put("bal.md", "Bal").url = "https://bal.example.org/";
  chronicle.look_after(kLong);
  CHECK(chronicle.served.revision == revision + 1);
  CHECK(chronicle.served.modified == chronicle.clock.now());
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.served.revision == revision + 1);
  CHECK(chronicle.served.former_ids == std::vector<std::string>{"fetes"});
}

TEST_CASE("what has left is remembered with the revision at which it did") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.put("fete.md", "Fête", 12);
  chronicle.look();
  CHECK(chronicle.served.gone_pairs.empty());
  const std::string uid = chronicle.get("bal").uid;
  const auto gone_pairs = [&] {
    chronicle.restart();
    return chronicle.look().gone_pairs;
  };
  SECTION("an event that was renamed has left its former slug") {
    chronicle.rename("bal.md", "grand-bal.md");
    chronicle.look();
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 2}});
    CHECK(chronicle.get("grand-bal").revision == 2);
    CHECK(chronicle.get("fete").revision == 1);
  }
  SECTION("an event that was given another UID has left the first one") {
    chronicle.at("bal.md").uid = "bal@example.org";
    chronicle.look();
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 2}});
    CHECK(chronicle.get("bal").revision == 2);
  }
  SECTION("a deleted event leaves when it is no longer served as cancelled") {
    chronicle.remove("bal.md");
    chronicle.look_twice();
    CHECK(chronicle.get("bal").revision == 2);
    CHECK(gone_pairs().empty());
    chronicle.look_after(chronicle.config.keep_cancelled);
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 3}});
  }
  SECTION("one that comes back, and leaves again, has left at the later revision") {
    chronicle.clock.advance(hours(24 * 365));  // over: it leaves at once
    chronicle.remove("bal.md");
    chronicle.look_twice();
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 2}});
    chronicle.put("bal.md", "Bal");
    chronicle.look();
    CHECK(chronicle.get("bal").revision == 3);
    chronicle.remove("bal.md");
    chronicle.look_twice();
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 4}});
  }
  SECTION("they go with their folder") {
    chronicle.rename("bal.md", "grand-bal.md");
    chronicle.look();
    chronicle.feed.folder = "rendez-vous";
    chronicle.feed.formerly = {"fetes"};
    chronicle.files.clear();
    chronicle.put("grand-bal.md", "Bal");
    chronicle.put("fete.md", "Fête", 12);
    chronicle.look();
    CHECK(gone_pairs() == std::vector<GonePair>{{"bal", uid, 2}});
  }
}

TEST_CASE("revisions are counted across feeds, as far as they outlast the program") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.feed.folder = "autres";
  chronicle.feed.id = "autres";
  chronicle.files.clear();
  chronicle.put("zoo.md", "Zoo");
  CHECK(chronicle.look().revision == 2);
  CHECK(chronicle.journal->durable_revision() == 2);
  const std::string id = chronicle.journal->id();
  chronicle.restart();
  CHECK(chronicle.journal->durable_revision() == 2);
  CHECK(chronicle.journal->id() == id);
}

namespace {

/// A store that cannot be read once.
class FaultyStore : public almanach::testing::MemoryStore {
 public:
  std::shared_ptr<const Event> read_event(std::int64_t number) override {
    if (faulty) throw StoreError("the disk cannot be read");
    return almanach::testing::MemoryStore::read_event(number);
  }
  bool faulty = false;
};

}  // namespace

TEST_CASE("a round that was cut short loses no change") {
  Chronicle chronicle;
  auto faulty = std::make_unique<FaultyStore>();
  FaultyStore& store = *faulty;
  chronicle.journal.reset();
  chronicle.store = std::move(faulty);
  chronicle.restart();
  chronicle.put("bal.md", "Bal");
  chronicle.put("fete.md", "Fête", 12);
  chronicle.look();
  chronicle.restart();
  // The change of the one is seen before the other, whose file is gone, cannot be read.
  chronicle.at("bal.md").title = "Grand bal";
  chronicle.remove("fete.md");
  store.faulty = true;
  CHECK_THROWS_AS(chronicle.look(), StoreError);
  store.faulty = false;
  chronicle.look();
  CHECK(chronicle.served.revision == 2);
  CHECK(chronicle.get("bal").revision == 2);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.served.revision == 2);
}

TEST_CASE("a round that was cut short loses no change of the feed itself") {
  Chronicle chronicle;
  auto faulty = std::make_unique<FaultyStore>();
  FaultyStore& store = *faulty;
  chronicle.journal.reset();
  chronicle.store = std::move(faulty);
  chronicle.restart();
  chronicle.put("bal.md", "Bal");
  chronicle.look();
  chronicle.restart();
  chronicle.feed.event_url = "https://www.example.org/{slug}";
  chronicle.remove("bal.md");
  store.faulty = true;
  CHECK_THROWS_AS(chronicle.look(), StoreError);
  store.faulty = false;
  chronicle.look();
  CHECK(chronicle.served.revision == 2);
  CHECK(chronicle.get("bal").revision == 2);
}

TEST_CASE("a UID that a file has copied from a new event is reported") {
  Chronicle chronicle(any_store());
  chronicle.put("a.md", "A");
  chronicle.put("b.md", "B").uid = make_first_uid("example.org", "fetes", "fetes/a.md");
  CHECK(chronicle.look().events.size() == 1);
  REQUIRE(chronicle.problems.size() == 1);
  CHECK(chronicle.problems[0].file == "fetes/b.md");
  CHECK(chronicle.problems[0].message.find("fetes/a.md has it already") != std::string::npos);
  CHECK(chronicle.look().events.size() == 1);
  CHECK(chronicle.problems.size() == 1);
}

TEST_CASE("a UID given twice from the start goes to the first file") {
  Chronicle chronicle(any_store());
  chronicle.put("a.md", "A").uid = "same";
  chronicle.put("b.md", "B").uid = "same";
  chronicle.look();
  CHECK(chronicle.served.events.size() == 1);
  CHECK(chronicle.get("a").uid == "same");
  REQUIRE(chronicle.problems.size() == 1);
  CHECK(chronicle.problems[0].file == "fetes/b.md");
  chronicle.look();
  CHECK(chronicle.problems.size() == 1);
}

TEST_CASE("a list that cannot be read keeps all of its events, one at fault its own") {
  Chronicle chronicle(any_store());
  chronicle.put("list.yml#bal", "Bal", 10);
  chronicle.put("list.yml#tango", "Tango", 11);
  chronicle.put("list.md", "Autre", 12);
  chronicle.look();
  const std::string uid = chronicle.get("bal").uid;
  CHECK(uid == make_first_uid("example.org", "fetes", "fetes/list.yml#bal"));

  chronicle.remove("list.yml#bal");
  chronicle.remove("list.yml#tango");
  chronicle.spoil("list.yml");
  chronicle.look();
  chronicle.look_after(kLong);
  chronicle.restart();
  chronicle.look_after(kLong);
  CHECK(chronicle.served.events.size() == 3);
  CHECK(chronicle.get("bal").uid == uid);
  CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
  CHECK(chronicle.get("bal").sequence == 0);

  // The file can be read again: one of the two is at fault, the other has left.
  chronicle.spoilt.clear();
  chronicle.spoil("list.yml#tango");
  chronicle.look_twice();
  CHECK(chronicle.get("bal").event->status == EventStatus::cancelled);
  CHECK(chronicle.get("tango").event->status == EventStatus::confirmed);
  CHECK(chronicle.problems.empty());
}

TEST_CASE("an event that moves into a list, or in it, stays the same") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal", 10);
  chronicle.look();
  const std::string uid = chronicle.get("bal").uid;
  chronicle.rename("bal.md", "list.yml#grand-bal");
  chronicle.look();
  CHECK(chronicle.get("grand-bal").uid == uid);
  CHECK(chronicle.get("bal").uid == uid);
  // Nobody can tell what else is in the file; what is found in it is told apart all the same.
  chronicle.rename("list.yml#grand-bal", "list.yml#le-bal");
  chronicle.spoil("list.yml");
  chronicle.look_twice();
  CHECK(chronicle.get("le-bal").uid == uid);
  CHECK(chronicle.served.events.size() == 1);
}

TEST_CASE("what is wrong with an event of a list is told of the file") {
  Chronicle chronicle;
  chronicle.put("list.yml#a", "A").uid = "u";
  chronicle.put("list.yml#b", "B").uid = "u";
  chronicle.put("other.yml#a", "C", 11);
  chronicle.look();
  REQUIRE(chronicle.problems.size() == 2);
  for (const Problem& problem : chronicle.problems)
    CHECK(problem.file.find('#') == std::string::npos);
}

TEST_CASE("a calendar file's SEQUENCE is the least that is served, and never lowers it") {
  Chronicle chronicle(any_store());
  const auto import = [&](int sequence) {
    chronicle.at("list.ics").kept_lines =
        "BEGIN:VEVENT\nSUMMARY:Bal\nSEQUENCE:" + std::to_string(sequence) + "\nEND:VEVENT\n";
    chronicle.look_after(kLong);
    return chronicle.get("list").sequence;
  };
  chronicle.put("list.ics", "Bal").uid = "bal@example.org";
  CHECK(import(4) == 4);
  const Instant first = chronicle.get("list").modified;
  CHECK(import(7) == 7);
  CHECK(chronicle.get("list").modified > first);
  CHECK(import(2) == 7);
  chronicle.at("list.ics").location = "Place";
  CHECK(import(2) == 8);
  CHECK(import(3) == 8);
  chronicle.restart();
  CHECK(import(9) == 9);
  // A file that counts a change itself is not counted twice.
  chronicle.at("list.ics").location = "Halle";
  CHECK(import(10) == 10);
}

TEST_CASE("of two files with one UID the newer SEQUENCE is served, whichever comes first") {
  Chronicle chronicle(any_store());
  const auto put = [&](const std::string& name, const std::string& title, int sequence) {
    Event& event = chronicle.put(name, title);
    event.uid = "bal@example.org";
    event.kept_lines = "BEGIN:VEVENT\nSEQUENCE:" + std::to_string(sequence) + "\nEND:VEVENT\n";
  };
  put("a.ics", "Old", 1);
  put("b.ics", "New", 2);
  CHECK(chronicle.look().events.size() == 1);
  CHECK(chronicle.served.events[0].event->title == "New");
  REQUIRE(chronicle.problems.size() == 1);
  CHECK(chronicle.problems[0].file == "fetes/a.ics");
  CHECK(chronicle.problems[0].message ==
        "duplicate uid \"bal@example.org\": fetes/b.ics has it with SEQUENCE 2, this edition with "
        "1 is left out");
  put("a.ics", "Newest", 3);
  CHECK(chronicle.look_twice().events.size() == 1);
  CHECK(chronicle.served.events[0].event->title == "Newest");
  CHECK(chronicle.served.events[0].sequence == 3);
}

namespace {

const Instant kJuly = std::chrono::sys_days{std::chrono::year(2027) / 7 / 1};

Event& put_at(Chronicle& chronicle, const std::string& name, Instant start) {
  Event& event = chronicle.put(name, name);
  event.zone = *Zone::find("Europe/Paris");
  event.span = TimeSpan{start, start + hours(1)};
  return event;
}

void repeat_weekly(Event& event) {
  Recurrence recurrence;
  recurrence.rule = RecurrenceRule();
  recurrence.covered = {std::get<TimeSpan>(event.span).start, kNoEnd};
  event.recurrence = recurrence;
}

}  // namespace

TEST_CASE("other rules of a zone move what they touch, and nothing else") {
  testing::ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.name("2026e");
  zones.use();
  Chronicle chronicle(any_store());
  const Instant winter = kJuly - hours(24 * 150);
  put_at(chronicle, "summer.md", kJuly);
  put_at(chronicle, "winter.md", winter);
  repeat_weekly(put_at(chronicle, "series.md", winter));
  chronicle.put("days.md", "days");
  put_at(chronicle, "utc.md", kJuly).zone = Zone();
  put_at(chronicle, "bad.md", kJuly);
  chronicle.look();
  chronicle.spoil("bad.md");
  chronicle.look();
  const auto revision = chronicle.served.revision;
  CHECK(chronicle.served.zone_release == "2026e");

  // Lagos has Paris' winter time all the year.
  chronicle.clock.advance(kLong);
  zones.put("Europe/Paris", "Africa/Lagos");
  zones.name("2026f");
  zones.use();
  const bool restarts = GENERATE(false, true);
  if (restarts) {
    chronicle.restart();
  } else {
    chronicle.journal->configure(chronicle.config);
  }
  // As their files say: at the same hour.
  chronicle.at("summer.md").span = TimeSpan{kJuly + hours(1), kJuly + hours(2)};
  for (const char* name : {"summer.md", "winter.md", "series.md"})
    chronicle.at(name).zone = *Zone::find("Europe/Paris");
  chronicle.look();
  CHECK(chronicle.served.zone_release == "2026f");
  CHECK(chronicle.served.revision == revision + 1);
  for (const char* slug : {"summer", "bad"}) {
    CAPTURE(slug);
    CHECK(chronicle.get(slug).sequence == 1);
    CHECK(chronicle.get(slug).modified == chronicle.clock.now());
    CHECK(chronicle.get(slug).revision == revision + 1);
  }
  if (!restarts) {
    CHECK(std::get<TimeSpan>(chronicle.get("bad").event->span).start == kJuly + hours(1));
    // What the winter's names are is another's: WAT for CET.
    CHECK(chronicle.get("winter").sequence == 1);
  }
  CHECK(chronicle.get("series").sequence == 1);
  CHECK(chronicle.get("days").sequence == 0);
  CHECK(chronicle.get("utc").sequence == 0);
  CHECK(chronicle.get("days").modified == Chronicle::kWritten);

  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.served.revision == revision + 1);
}

TEST_CASE("a postponed event stays postponed when its zone's rules change") {
  testing::ZoneFolder zones;
  zones.put("Europe/Paris", "Europe/Paris");
  zones.name("2026e");
  zones.use();
  Chronicle chronicle(any_store());
  put_at(chronicle, "bal.md", kJuly).status = EventStatus::postponed;
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
  zones.put("Europe/Paris", "Africa/Lagos");
  zones.name("2026f");
  zones.use();
  chronicle.restart();
  chronicle.at("bal.md").zone = *Zone::find("Europe/Paris");
  chronicle.at("bal.md").span = TimeSpan{kJuly + hours(1), kJuly + hours(2)};
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::postponed);
  chronicle.at("bal.md").span = TimeSpan{kJuly + hours(25), kJuly + hours(26)};
  chronicle.look();
  CHECK(chronicle.get("bal").event->status == EventStatus::confirmed);
}

TEST_CASE(
    "an event takes over an old calendar's UID and keeps it, over restarts, moves and edits") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.put("loto.md", "Loto", 11);
  chronicle.look();
  const RevisedEvent before = chronicle.get("bal");
  const RevisedEvent other = chronicle.get("loto");
  CHECK(chronicle.journal->due_folders().empty());
  CHECK(chronicle.journal->adopt({{"fetes", before.uid, "bal@old", 7}}).empty());
  CHECK(chronicle.journal->due_folders() == std::set<std::string>{"fetes"});
  CHECK(chronicle.journal->next_due() == chronicle.clock.now());
  chronicle.look();
  const RevisedEvent after = chronicle.get("bal");
  CHECK(after.uid == "bal@old");
  CHECK(after.sequence == 8);
  CHECK(after.modified > before.modified);
  CHECK(after.revision > before.revision);
  CHECK(versions_of(chronicle.get("loto")) == versions_of(other));
  CHECK(chronicle.served.gone_pairs.size() == 1);
  CHECK(chronicle.journal->due_folders().empty());
  chronicle.restart();
  chronicle.look();
  CHECK(versions_of(chronicle.get("bal")) == versions_of(after));
  chronicle.rename("bal.md", "grand-bal.md");
  chronicle.at("grand-bal.md").location = "Salle";
  chronicle.look();
  CHECK(chronicle.get("grand-bal").uid == "bal@old");
  CHECK(chronicle.get("grand-bal").sequence == 9);
  chronicle.at("grand-bal.md").uid = "mine@example.org";
  chronicle.look();
  CHECK(chronicle.get("grand-bal").uid == "mine@example.org");
  // The UID that it had before is nobody else's, though its path is.
  chronicle.restart();
  chronicle.put("bal.md", "Autre", 20);
  chronicle.look();
  CHECK(chronicle.get("bal").uid != before.uid);
}

TEST_CASE("no two events share a UID by adoption, and what is adopted stays") {
  Chronicle chronicle(any_store());
  chronicle.put("bal.md", "Bal");
  chronicle.put("loto.md", "Loto", 11);
  chronicle.look();
  const std::string bal = chronicle.get("bal").uid;
  const std::string loto = chronicle.get("loto").uid;
  Journal& journal = *chronicle.journal;
  using Places = std::vector<std::size_t>;
  CHECK(journal.adopt(
            {{"fetes", bal, loto, 0}, {"fetes", "nobody", "x", 0}, {"other", bal, "x", 0}}) ==
        Places{0, 1, 2});
  CHECK(journal.adopt({{"fetes", bal, "x", 0}, {"fetes", loto, "x", 0}}) == Places{1});
  chronicle.look();
  CHECK(chronicle.get("bal").uid == "x");
  CHECK(chronicle.get("loto").uid == loto);
  // The same UID: a SEQUENCE above the old one, a later LAST-MODIFIED.
  const RevisedEvent before = chronicle.get("bal");
  CHECK(journal.adopt({{"fetes", "x", "x", 40}}).empty());
  chronicle.look();
  CHECK(chronicle.get("bal").sequence == 41);
  CHECK(chronicle.get("bal").modified > before.modified);
  // Also before anything was looked at.
  chronicle.restart();
  CHECK(chronicle.journal->adopt({{"fetes", loto, "y", 3}}).empty());
  chronicle.look();
  CHECK(chronicle.get("loto").uid == "y");
  CHECK(chronicle.get("loto").sequence == 4);
  // One that is gone goes on having its UID.
  chronicle.remove("loto.md");
  chronicle.look_twice();
  chronicle.look_after(chronicle.config.keep_cancelled);
  CHECK(chronicle.journal->adopt({{"fetes", "x", "y", 0}}) == Places{0});
}
