#include "publish/render_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <utility>

namespace almanach {
namespace {

constexpr const char* kSelect =
    "SELECT digest, size, outline FROM events WHERE path = ? AND key = ?";
constexpr const char* kInsert = "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?)";
constexpr CacheTable::Queries kQueries = {"DELETE FROM events WHERE path = ?",
                                          "SELECT path FROM events"};

void bind_digest(SQLite::Statement& statement, int index, const Digest& digest) {
  statement.bindNoCopy(index, digest.data(), static_cast<int>(digest.size()));
}

std::optional<Rendering> read_row(SQLite::Statement& row, const std::string& path,
                                  const Digest& key) {
  row.bindNoCopy(1, path);
  bind_digest(row, 2, key);
  if (!row.executeStep()) return std::nullopt;
  const SQLite::Column digest = row.getColumn(0);
  if (digest.getBytes() != static_cast<int>(sizeof(Digest))) return std::nullopt;
  Rendering rendering;
  std::copy_n(static_cast<const std::uint8_t*>(digest.getBlob()), rendering.digest.size(),
              rendering.digest.begin());
  rendering.size = row.getColumn(1).getUInt();
  rendering.outline = row.getColumn(2).getString();
  return rendering;
}

}  // namespace

RenderCache::RenderCache(CacheDatabase& database)
    : database_(database), table_(database, kQueries) {}

std::vector<std::optional<Rendering>> RenderCache::find(const std::vector<Asked>& asked) const {
  std::vector<std::optional<Rendering>> found(asked.size());
  database_.read([&](const CacheDatabase::Prepare& prepare) {
    for (std::size_t i = 0; i < asked.size(); ++i)
      found[i] = read_row(prepare(kSelect), *asked[i].path, asked[i].key);
  });
  return found;
}

void RenderCache::keep(std::shared_ptr<const PublishedEvent> event, const Digest& key) {
  table_.keep([event = std::move(event), key](const CacheDatabase::Prepare& prepare) {
    SQLite::Statement& row = prepare(kInsert);
    row.bindNoCopy(1, event->revised.event->path);
    bind_digest(row, 2, key);
    bind_digest(row, 3, event->digest);
    row.bind(4, event->size);
    row.bindNoCopy(5, event->outline.data(), static_cast<int>(event->outline.size()));
    row.exec();
  });
}

}  // namespace almanach
