#include "cache/cache_table.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <iterator>

namespace almanach {

void CacheTable::forget_all_but(const std::unordered_set<std::string_view>& paths) {
  database_.read([&](const CacheDatabase::Prepare& prepare) {
    SQLite::Statement& row = prepare(queries_.list);
    while (row.executeStep()) {
      std::string path = row.getColumn(0).getString();
      if (paths.count(path) == 0) forget(std::move(path));
    }
  });
}

bool CacheTable::flush(std::size_t most) {
  if (kept_.empty() && forgotten_.empty()) return true;
  const std::size_t count = std::min(most, kept_.size());
  database_.write([&](const CacheDatabase::Prepare& prepare) {
    for (const std::string& path : forgotten_) {
      SQLite::Statement& gone = prepare(queries_.remove);
      gone.bindNoCopy(1, path);
      gone.exec();
    }
    for (std::size_t i = 0; i < count; ++i) kept_[i](prepare);
  });
  forgotten_.clear();
  kept_.erase(kept_.begin(), std::next(kept_.begin(), static_cast<std::ptrdiff_t>(count)));
  return kept_.empty();
}

}  // namespace almanach
