#include "cache/render_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include "support/catch.hpp"
#include "support/publisher.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using almanach::testing::Publisher;

namespace {

/// A site with a state folder, over restarts.
class Restarts : public Publisher {
 public:
  Restarts() {
    for (int i = 0; i < 3; ++i) {
      const std::string number = std::to_string(i);
      put("a/" + number + ".md", "Bal " + number, "2027-05-1" + number + " 20:00",
          "description: Venez danser\n");
    }
  }

  /// How many events the next start renders. What it serves is what a start without a cache serves.
  std::uint64_t start() {
    restart();
    SiteCaches caches(disk / "cache.db");
    use(&caches);
    const std::string served = rescan()->all->body().join();
    const std::uint64_t rendered = site().rendered();
    while (!caches.flush(1)) {
    }
    restart();
    use(nullptr);
    CHECK(rescan()->all->body().join() == served);
    restart();
    return rendered;
  }

  TemporaryFolder disk;
};

}  // namespace

TEST_CASE("a start renders nothing that was rendered before") {
  Restarts site;
  CHECK(site.start() == 3);
  CHECK(site.start() == 0);
  SECTION("an event that has changed is") {
    site.put("a/1.md", "Bal masqué", "2027-05-11 20:00");
    CHECK(site.start() == 1);
    CHECK(site.start() == 0);
  }
  SECTION("with another public address everything is") {
    site.config.base_url = "https://agenda.example.org";
    CHECK(site.start() == 3);
  }
  SECTION("a cancelled one is, and then is not") {
    site.folder.remove("a/1.md");
    site.rescan();
    site.clock.advance(std::chrono::seconds(6));
    CHECK(site.start() == 1);
    CHECK(site.start() == 0);
  }
  SECTION("one whose row is damaged is") {
    {
      SQLite::Database database((site.disk / "cache.db").string(), SQLite::OPEN_READWRITE);
      CHECK(database.exec(
                "UPDATE events SET outline = substr(outline, 1, 40) WHERE path = 'a/1.md'") == 1);
    }
    CHECK(site.start() == 1);
    CHECK(site.start() == 0);
  }
  SECTION("without its cache everything is") {
    site.disk.write("cache.db", "garbage");
    site.disk.remove("cache.db-wal");
    CHECK(site.start() == 3);
    CHECK(site.start() == 0);
  }
}

TEST_CASE("what went while nobody looked leaves the caches once there is time") {
  Restarts site;
  CHECK(site.start() == 3);
  site.folder.remove("a/1.md");
  site.rescan();
  site.clock.advance(std::chrono::seconds(6));
  site.rescan();  // it is served as cancelled
  site.clock.advance(site.config.keep_cancelled + std::chrono::seconds(1));
  site.rescan();
  site.restart();
  SiteCaches caches(site.disk / "cache.db");
  site.use(&caches);
  site.rescan();
  site.site().tidy_caches();
  while (!caches.flush(1)) {
  }
  const auto count_rows = [&](const char* query) {
    int count = 0;
    caches.database.read([&](const CacheDatabase::Prepare& prepare) {
      SQLite::Statement& row = prepare(query);
      while (row.executeStep()) ++count;
    });
    return count;
  };
  CHECK(count_rows("SELECT path FROM files") == 2);
  CHECK(count_rows("SELECT path FROM events") == 2);
  site.restart();
}

TEST_CASE("one edit among many renders one event, however many feeds there are") {
  Publisher publisher;
  for (int i = 0; i < 200; ++i)
    publisher.put("f" + std::to_string(i % 20) + "/" + std::to_string(i) + ".md", "Bal",
                  "2027-05-10 20:00");
  publisher.rescan();
  CHECK(publisher.site().rendered() == 200);
  publisher.put("f7/7.md", "Bal masqué", "2027-05-10 20:00");
  const auto before = publisher.rescan();
  CHECK(publisher.site().rendered() == 201);
  publisher.put("f7/7.md", "Grand bal", "2027-05-10 20:00");
  const auto after = publisher.site().update({false, {"f7/7.md"}});
  CHECK(publisher.site().rendered() == 202);
  std::size_t shared = 0;
  for (std::size_t i = 0; i < 20; ++i) shared += after->feeds[i] == before->feeds[i] ? 1 : 0;
  CHECK(shared == 19);
}
