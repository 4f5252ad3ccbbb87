#include "publish/render_cache.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <iterator>

namespace almanach {
namespace {

constexpr const char* kSelect =
    "SELECT digest, size, outline FROM events WHERE path = ? AND key = ?";
constexpr const char* kInsert = "INSERT OR REPLACE INTO events VALUES (?, ?, ?, ?, ?)";
constexpr const char* kDelete = "DELETE FROM events WHERE path = ?";

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

std::vector<std::optional<Rendering>> RenderCache::find(const std::vector<Asked>& asked) const {
  std::vector<std::optional<Rendering>> found(asked.size());
  database_.read([&](const CacheDatabase::Prepare& prepare) {
    for (std::size_t i = 0; i < asked.size(); ++i)
      found[i] = read_row(prepare(kSelect), *asked[i].path, asked[i].key);
  });
  return found;
}

void RenderCache::keep(std::shared_ptr<const PublishedEvent> event, const Digest& key) {
  kept_.push_back({std::move(event), key});
}

void RenderCache::forget(const std::string& path) {
  forgotten_.push_back(path);
}

bool RenderCache::flush(std::size_t most) {
  if (kept_.empty() && forgotten_.empty()) return true;
  const std::size_t count = std::min(most, kept_.size());
  database_.write([&](const CacheDatabase::Prepare& prepare) {
    for (const std::string& path : forgotten_) {
      SQLite::Statement& gone = prepare(kDelete);
      gone.bindNoCopy(1, path);
      gone.exec();
    }
    for (std::size_t i = 0; i < count; ++i) {
      const PublishedEvent& event = *kept_[i].event;
      SQLite::Statement& row = prepare(kInsert);
      row.bindNoCopy(1, event.revised.event->path);
      bind_digest(row, 2, kept_[i].key);
      bind_digest(row, 3, event.digest);
      row.bind(4, event.size);
      row.bindNoCopy(5, event.outline.data(), static_cast<int>(event.outline.size()));
      row.exec();
    }
  });
  forgotten_.clear();
  kept_.erase(kept_.begin(), std::next(kept_.begin(), static_cast<std::ptrdiff_t>(count)));
  return kept_.empty();
}

}  // namespace almanach
