#include "cache/parse_cache.hpp"

#include <atomic>
#include <chrono>
#include <cstdint>

#include "publish/library.hpp"
#include "support/catch.hpp"
#include "support/memory_folder.hpp"
#include "support/parsing.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;
using almanach::testing::Parser;

TEST_CASE("the cache gives back all that a file held") {
  const TemporaryFolder disk;
  const ParsedFile list = Parser().parse_all(
      "- title: Bal\n  start: 2026-07-13\n  description: \"Une ligne\\tet\\n\\nune autre\"\n"
      "- title: Faux\n  start: nonsense\n"
      "- start: 2026-07-14\n");
  REQUIRE(list.entries.size() == 3);
  const FileStamp stamp{"agenda/list.yml", 10, 1'000'000'000, 3, 4, 1'000'000'000};
  const FileStamp other{"agenda/page.md", 10, 1'000'000'000, 5, 4, 1'000'000'000};
  const Digest bytes = digest("bytes");
  const Digest context = digest("context");
  {
    std::vector<ParseCache::Entry> entries;
    for (const ParsedEntry& entry : list.entries) {
      entries.push_back({entry.key, entry.event ? std::make_shared<const Event>(*entry.event)
                                                : std::shared_ptr<const Event>()});
    }
    CacheDatabase database(disk / "cache.db");
    ParseCache cache(database);
    cache.keep(stamp, bytes, context, {list.problems, entries, nullptr, {}});
    cache.keep(other, bytes, context, {});
    CHECK_FALSE(cache.table().flush(1));
    CHECK(cache.table().flush(1));
  }
  CacheDatabase database(disk / "cache.db");
  const ParseCache cache(database);
  FileStamp changed = stamp;
  ++changed.modified_ns;
  const Digest strange = digest("another context");
  const auto all = cache.find(
      {{&stamp, &context}, {&stamp, &strange}, {&other, &context}, {&changed, &context}});
  REQUIRE(all.size() == 4);
  const auto& found = all[0];
  REQUIRE(found);
  CHECK(found->parsed.problems == list.problems);
  REQUIRE(found->parsed.entries.size() == 3);
  for (std::size_t i = 0; i < 3; ++i) {
    CHECK(found->parsed.entries[i].key == list.entries[i].key);
    CHECK(found->parsed.entries[i].event == list.entries[i].event);
  }
  CHECK(cache.find("agenda/list.yml", bytes, context));
  CHECK(!all[1]);
  const auto& empty = all[2];
  REQUIRE(empty);
  CHECK(empty->parsed.entries.empty());
  CHECK(!all[3]);
}

namespace {

/// Counts what is read of the folder behind it.
class CountingFolder : public Folder {
 public:
  explicit CountingFolder(const Folder& folder) : folder_(folder) {}
  Listing list() const override { return folder_.list(); }
  ReadResult read(const std::string& path, std::size_t limit) const override {
    ++reads;
    return folder_.read(path, limit);
  }
  std::optional<FileStamp> stat(const std::string& path) const override {
    return folder_.stat(path);
  }

  mutable std::atomic<int> reads{0};

 private:
  const Folder& folder_;
};

/// A library that starts over the same folder as the one before, with the same cache.
class Restart {
 public:
  void put(const std::string& title, std::int64_t modified_ns) {
    files.put("a/un.md", "---\ntitle: " + title + "\nstart: 2026-05-12\n---\n", modified_ns);
  }

  /// What a new start finds, and how many files it reads: "Un, 1 read".
  std::string start() {
    const CountingFolder folder(files);
    CacheDatabase database(disk / "cache.db");
    ParseCache cache(database);
    Library library(folder, config, "racine", {}, &cache);
    library.update({true, {}});
    while (!cache.table().flush(1)) {
    }
    const FolderContents contents = library.contents("a");
    REQUIRE(contents.events.size() == 1);
    return contents.events[0].event->title + ", " + std::to_string(folder.reads) + " read";
  }

  TemporaryFolder disk;
  MemoryFolder files;
  Config config = read_config("", "", {});
};

/// So long ago that the cache trusts the stamp.
constexpr std::int64_t kOld = 1'000'000'000'000'000'000;

}  // namespace

TEST_CASE("a start reads no file that has not changed") {
  Restart restart;
  restart.put("Un", kOld);
  CHECK(restart.start() == "Un, 1 read");
  CHECK(restart.start() == "Un, 0 read");
  SECTION("another configuration does") {
    restart.config.default_duration = std::chrono::hours(2);
    CHECK(restart.start() == "Un, 1 read");
  }
  SECTION("another stamp does") {
    restart.put("Uno", kOld);
    CHECK(restart.start() == "Uno, 1 read");
  }
  SECTION("without its cache it does") {
    restart.disk.write("cache.db", "garbage");
    restart.disk.remove("cache.db-wal");
    CHECK(restart.start() == "Un, 1 read");
    CHECK(restart.start() == "Un, 0 read");
  }
}

TEST_CASE("a file that was changed just now is read again") {
  Restart restart;
  restart.put(
      "Un", std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count());
  CHECK(restart.start() == "Un, 1 read");
  CHECK(restart.start() == "Un, 1 read");
}
