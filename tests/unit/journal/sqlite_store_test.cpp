#include "journal/sqlite_store.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>
#include <random>

#include "support/chronicle.hpp"

using namespace almanach;
using almanach::testing::Chronicle;
using std::chrono::hours;
using std::chrono::seconds;

namespace fs = std::filesystem;

namespace {

/// Of two kilobytes, which do not pack much.
std::string long_text(int number) {
  std::minstd_rand random(static_cast<unsigned>(number));
  std::string text;
  while (text.size() < 2'000) text += static_cast<char>('0' + random() % 75);
  return text;
}

/// A journal of some events that a test spoils, and what is served after the next start.
class Damage {
 public:
  Damage() : chronicle(Chronicle::Keeps::on_disk) {
    for (int i = 1; i <= 40; ++i) {
      chronicle.put("e" + std::to_string(i) + ".md", "Event " + std::to_string(i), i % 28 + 1)
          .description = Description(long_text(i), "");
    }
    chronicle.look();
    chronicle.at("e1.md").location = "Place";
    chronicle.look();
    before = chronicle.served;
  }

  fs::path journal() const { return chronicle.disk / "state" / "journal.db"; }

  /// The database as it lies on the disk when the program has ended.
  void close() {
    chronicle.journal.reset();
    chronicle.store.reset();
  }
  void start() {
    close();
    chronicle.clock.advance(seconds(1'000));
    chronicle.restart();
    chronicle.look();
  }

  std::vector<fs::path> set_aside() const {
    std::vector<fs::path> found;
    for (const auto& file : fs::directory_iterator(chronicle.disk / "state")) {
      const std::string name = file.path().filename();
      if (name.find("journal-damaged-") == 0 && file.path().extension() == ".db")
        found.push_back(file.path());
    }
    return found;
  }

  /// All events are served under their UIDs, none with a lower SEQUENCE or an earlier date.
  void check_nothing_went_back() const {
    REQUIRE(chronicle.served.events.size() == before.events.size());
    for (const RevisedEvent& old : before.events) {
      const RevisedEvent now = chronicle.get(old.slug);
      CHECK(now.uid == old.uid);
      CHECK(now.sequence >= old.sequence);
      CHECK(now.modified >= old.modified);
    }
  }

  Chronicle chronicle;
  FeedEvents before;
};

std::int64_t seconds_since_2020(const Chronicle& chronicle) {
  return chronicle.clock.now().time_since_epoch().count() - 1'577'836'800;
}

}  // namespace

TEST_CASE("garbage in place of the journal is set aside, and SEQUENCE begins above all before") {
  Damage damage;
  damage.close();
  std::ofstream(damage.journal(), std::ios::binary) << std::string(100'000, 'g');
  fs::remove(damage.journal().string() + "-wal");
  damage.start();
  damage.check_nothing_went_back();
  CHECK(damage.chronicle.get("e1").sequence == seconds_since_2020(damage.chronicle));
  REQUIRE(damage.set_aside().size() == 1);
  CHECK(fs::file_size(damage.set_aside().front()) == 100'000);
  CHECK(damage.chronicle.store->complaint().empty());

  SECTION("once") {
    const RevisedEvent recovered = damage.chronicle.get("e1");
    damage.start();
    CHECK(damage.set_aside().size() == 1);
    CHECK(damage.chronicle.get("e1").sequence == recovered.sequence);
    CHECK(damage.chronicle.get("e1").modified == recovered.modified);
  }
}

TEST_CASE("what can be read of a truncated journal is taken over") {
  Damage damage;
  damage.close();
  fs::resize_file(damage.journal(), fs::file_size(damage.journal()) * 2 / 3);
  damage.start();
  damage.check_nothing_went_back();
  CHECK(damage.set_aside().size() == 1);
  const auto kept =
      std::count_if(damage.chronicle.served.events.begin(), damage.chronicle.served.events.end(),
                    [](const RevisedEvent& event) { return event.sequence < 100; });
  CHECK(kept > 5);
  CHECK(kept < 40);
}

TEST_CASE("what cannot be read is taken from the daily copy, above what was served since") {
  Damage damage;
  Chronicle& chronicle = damage.chronicle;
  chronicle.store->maintain();
  REQUIRE(fs::exists(chronicle.disk / "state" / "journal-copy.db"));
  chronicle.rename("e2.md", "renamed.md");
  chronicle.look();
  chronicle.remove("e3.md");
  chronicle.look_twice();
  damage.before = chronicle.served;
  damage.close();
  SECTION("garbage") {
    std::ofstream(damage.journal(), std::ios::binary) << std::string(100'000, 'g');
    fs::remove(damage.journal().string() + "-wal");
  }
  SECTION("nothing") {
    fs::remove(damage.journal());
  }
  SECTION("an empty file") {
    fs::resize_file(damage.journal(), 0);
  }
  damage.start();
  CHECK(chronicle.get("e1").uid == damage.before.events.front().uid.substr(0, 0) +
                                       make_first_uid("example.org", "fetes", "fetes/e1.md"));
  CHECK(chronicle.get("e1").sequence == seconds_since_2020(chronicle));
  CHECK(chronicle.get("renamed").uid == make_first_uid("example.org", "fetes", "fetes/e2.md"));
  CHECK(chronicle.get("e3").event->status == EventStatus::confirmed);
  chronicle.look_after(seconds(5));
  CHECK(chronicle.get("e3").event->status == EventStatus::cancelled);
}

TEST_CASE("the copy is renewed once a day") {
  Chronicle chronicle(Chronicle::Keeps::on_disk);
  chronicle.put("a.md", "A");
  chronicle.look();
  chronicle.store->maintain();
  const fs::path copy = chronicle.disk / "state" / "journal-copy.db";
  const auto set_age = [&](hours age) {
    const auto seconds_before = chronicle.clock.now() - age - std::chrono::system_clock::now();
    fs::last_write_time(copy, fs::file_time_type::clock::now() +
                                  std::chrono::duration_cast<seconds>(seconds_before));
    return fs::last_write_time(copy);
  };
  const auto young = set_age(hours(23));
  chronicle.store->maintain();
  CHECK(fs::last_write_time(copy) == young);
  const auto old = set_age(hours(25));
  chronicle.store->maintain();
  CHECK(fs::last_write_time(copy) != old);
}

TEST_CASE("two programs do not keep one journal") {
  Chronicle chronicle(Chronicle::Keeps::on_disk);
  CHECK_THROWS_AS(SqliteStore(chronicle.disk / "state", chronicle.clock), StoreError);
}

TEST_CASE("a journal of a newer program is refused, and left as it is") {
  Damage damage;
  damage.close();
  SQLite::Database(damage.journal().string(), SQLite::OPEN_READWRITE)
      .exec("PRAGMA user_version = 99");
  SqliteStore store(damage.chronicle.disk / "state", damage.chronicle.clock);
  CHECK_THROWS_AS(store.load(), StoreError);
  CHECK(damage.set_aside().empty());
}

TEST_CASE("a journal that was restored from a backup has another id") {
  Damage damage;
  const std::string id = damage.chronicle.journal->id();
  damage.start();
  CHECK(damage.chronicle.journal->id() == id);
  damage.close();
  const fs::path backup = damage.journal().string() + ".backup";
  fs::copy_file(damage.journal(), backup);
  fs::rename(backup, damage.journal());
  damage.start();
  CHECK(damage.chronicle.journal->id() != id);
}

TEST_CASE("where nothing can be written, the journal is read and its changes wait") {
  Damage damage;
  Chronicle& chronicle = damage.chronicle;
  damage.close();
  chronicle.disk.set_permissions("state/journal.db", 0444);
  chronicle.disk.set_permissions("state/lock", 0444);
  chronicle.disk.set_permissions("state", 0555);
  chronicle.at("e1.md").title = "Changed";
  {
    const Unprivileged user;
    chronicle.restart();
    Problems problems;
    FolderContents contents;
    for (const auto& [name, event] : chronicle.files)
      contents.events.push_back(
          {name, std::make_shared<const Event>(event), Chronicle::kWritten, ""});
    const FeedEvents served = chronicle.journal->revise(chronicle.feed, contents, problems);
    CHECK(!chronicle.journal->commit());
    CHECK(chronicle.journal->complaint().find("journal.db") != std::string::npos);
    CHECK(chronicle.journal->next_due() == chronicle.clock.now() + seconds(10));
    CHECK(served.events.size() == 40);
    CHECK(served.revision == damage.before.revision + 1);
  }
  chronicle.disk.set_permissions("state", 0755);
  chronicle.disk.set_permissions("state/journal.db", 0644);
  CHECK(chronicle.journal->commit());
  CHECK(chronicle.journal->complaint().empty());
  damage.start();
  CHECK(chronicle.served.revision == damage.before.revision + 1);
  CHECK(chronicle.get("e1").event->title == "Changed");
}

TEST_CASE("a journal that is removed under the program is written anew") {
  Damage damage;
  for (const char* ending : {"", "-wal", "-shm"}) fs::remove(damage.journal().string() + ending);
  damage.chronicle.at("e1.md").title = "Changed";
  damage.chronicle.look();
  damage.before = damage.chronicle.served;
  damage.start();
  damage.check_nothing_went_back();
  CHECK(damage.chronicle.served.revision == damage.before.revision);
}

TEST_CASE("a journal of the first schema is brought up to date, with what has left") {
  Chronicle chronicle(Chronicle::Keeps::on_disk);
  chronicle.put("bal.md", "Bal");
  chronicle.put("fete.md", "Fête");
  chronicle.look();
  chronicle.clock.advance(hours(24 * 365));
  chronicle.remove("bal.md");
  chronicle.look_twice();
  const std::vector<GonePair> gone_pairs = chronicle.served.gone_pairs;
  REQUIRE(gone_pairs.size() == 1);
  chronicle.journal.reset();
  chronicle.store.reset();
  {
    SQLite::Database database((chronicle.disk / "state" / "journal.db").string(),
                              SQLite::OPEN_READWRITE);
    for (const char* table : {"served", "zone_data", "dialects", "links"})
      database.exec(std::string("DROP TABLE ") + table);
    database.exec("DROP TABLE departures");
    database.exec("PRAGMA user_version = 1");
  }
  chronicle.restart();
  chronicle.look();
  CHECK(chronicle.problems.empty());
  CHECK(chronicle.served.gone_pairs == gone_pairs);
  CHECK(chronicle.served.revision == 2);
}
