#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "cache/cache_database.hpp"

namespace almanach {

/// What is to be written to one table of a CacheDatabase, whose rows are known by their paths. One
/// thread, the one that calls flush().
class CacheTable {
 public:
  /// Writes one row.
  using Write = std::function<void(const CacheDatabase::Prepare&)>;

  /// Queries, constants of the program.
  struct Queries {
    const char* remove;  ///< the row of a path
    const char* list;    ///< the paths of all rows
  };

  /// `database` is borrowed.
  CacheTable(CacheDatabase& database, const Queries& queries)
      : database_(database), queries_(queries) {}

  /// Notes a row to be written with one of the next flush().
  void keep(Write write) { kept_.push_back(std::move(write)); }
  /// Notes that a path has no row any more.
  void forget(std::string path) { forgotten_.push_back(std::move(path)); }
  /// Notes that of all paths that have a row now, only those of `paths` still have one.
  void forget_all_but(const std::unordered_set<std::string_view>& paths);

  /// Writes or removes at most `most` of the rows noted. True: nothing is left to be written.
  bool flush(std::size_t most);

 private:
  CacheDatabase& database_;
  const Queries queries_;
  std::deque<Write> kept_;
  std::vector<std::string> forgotten_;
};

}  // namespace almanach
