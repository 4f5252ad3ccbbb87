#include "cache/cache_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <stdexcept>
#include <string>

#include "support/catch.hpp"
#include "support/temporary_folder.hpp"

using namespace almanach;

namespace {

/// The table `events` of a cache, on its own.
class Table {
 public:
  void keep(const std::string& path) {
    table.keep([path](const CacheDatabase::Prepare& prepare) {
      SQLite::Statement& row = prepare("INSERT OR REPLACE INTO events (path) VALUES (?)");
      row.bind(1, path);
      row.exec();
    });
  }

  std::string paths() {
    std::string all;
    database.read([&](const CacheDatabase::Prepare& prepare) {
      SQLite::Statement& row = prepare("SELECT path FROM events ORDER BY path");
      while (row.executeStep()) all += row.getColumn(0).getString() + ' ';
    });
    return all;
  }

  TemporaryFolder disk;
  CacheDatabase database{disk / "cache.db"};
  CacheTable table{database, {"DELETE FROM events WHERE path = ?", "SELECT path FROM events"}};
};

}  // namespace

TEST_CASE("rows are written so many at a time") {
  Table table;
  CHECK(table.table.flush(2));
  for (const char* path : {"a", "b", "c"}) table.keep(path);
  CHECK(table.paths().empty());
  CHECK_FALSE(table.table.flush(2));
  CHECK(table.paths() == "a b ");
  CHECK(table.table.flush(2));
  CHECK(table.paths() == "a b c ");
}

TEST_CASE("rows go with their paths") {
  Table table;
  for (const char* path : {"a", "b", "c"}) table.keep(path);
  table.table.flush(10);
  table.table.forget("b");
  table.table.forget("never there");
  CHECK(table.table.flush(10));
  CHECK(table.paths() == "a c ");
  table.table.forget_all_but({"c", "d"});
  CHECK(table.paths() == "a c ");
  CHECK(table.table.flush(10));
  CHECK(table.paths() == "c ");
}

TEST_CASE("a row that cannot be written costs the cache and nothing else") {
  Table table;
  table.keep("a");
  table.table.keep([](const CacheDatabase::Prepare&) { throw std::runtime_error("on purpose"); });
  CHECK(table.table.flush(10));
  table.keep("b");
  CHECK(table.table.flush(10));
  CHECK(table.paths().empty());
}
