#include "journal/journal_glance.hpp"

#include <fstream>
#include <set>

#include "journal/journal.hpp"
#include "journal/sqlite_store.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

std::set<std::string> names_in(const std::filesystem::path& folder) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    names.insert(entry.path().filename().string());
  return names;
}

}  // namespace

TEST_CASE("a journal is looked at without a trace, unless a daemon has it") {
  const TemporaryFolder state;
  CHECK_FALSE(glance_at_journal(state / ""));
  almanach::testing::FixedClock clock;
  {
    SqliteStore store(state / "", clock);
    store.load();
    FeedRecord feed;
    feed.feed.folder = "agenda";
    feed.feed.id = "agenda";
    feed.feed.name = "Agenda";
    feed.modified = clock.now();
    JournalChanges changes;
    changes.feeds.push_back(&feed);
    store.save(changes);
    CHECK_THROWS_AS(glance_at_journal(state / ""), StoreError);
  }
  const std::set<std::string> before = names_in(state / "");
  const auto feeds = glance_at_journal(state / "");
  REQUIRE(feeds);
  REQUIRE(feeds->size() == 1);
  CHECK(feeds->front().id == "agenda");
  CHECK(feeds->front().name == "Agenda");
  CHECK(feeds->front().events == 0);
  CHECK(feeds->front().modified == clock.now());
  CHECK(names_in(state / "") == before);
}

TEST_CASE("a journal that is damaged is told, and stays as it is") {
  const TemporaryFolder state;
  state.write("journal.db",
              "no database, and longer than its head would be: " + std::string(200, 'x'));
  CHECK_THROWS_AS(glance_at_journal(state / ""), StoreError);
  CHECK(std::filesystem::file_size(state / "journal.db") > 200);
}
