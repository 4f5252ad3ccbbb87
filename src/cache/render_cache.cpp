#include "cache/render_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <utility>

namespace almanach {
namespace {

constexpr const char* kSelect =
    "SELECT digest, size, html_size, outline, outline_size FROM events WHERE path = ? AND key = ?";
constexpr const char* kInsert = "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?, ?, ?)";
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
  rendering.html_size = row.getColumn(2).getUInt();
  auto outline = PackedOutline::restore(row.getColumn(3).getString(), row.getColumn(4).getUInt());
  if (!outline) return std::nullopt;  // damaged: it is rendered anew
  rendering.outline = *std::move(outline);
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

void RenderCache::keep(std::string path, const Digest& key, Rendering rendering) {
  table_.keep([path = std::move(path), key,
               rendering = std::move(rendering)](const CacheDatabase::Prepare& prepare) {
    SQLite::Statement& row = prepare(kInsert);
    row.bindNoCopy(1, path);
    bind_digest(row, 2, key);
    bind_digest(row, 3, rendering.digest);
    row.bind(4, rendering.size);
    row.bind(5, rendering.html_size);
    const std::string& packed = rendering.outline.packed();
    row.bindNoCopy(6, packed.data(), static_cast<int>(packed.size()));
    row.bind(7, rendering.outline.size());
    row.exec();
  });
}

}  // namespace almanach
