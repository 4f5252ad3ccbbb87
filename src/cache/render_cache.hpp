#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "cache/cache_database.hpp"
#include "cache/cache_table.hpp"
#include "render/packed_outline.hpp"

namespace almanach {

/// What an event was rendered to.
struct Rendering {
  PackedOutline outline;
  std::uint32_t size = 0;       ///< bytes of its VEVENT
  std::uint32_t html_size = 0;  ///< of these, those that without_html() takes away
  Digest digest{};              ///< of its VEVENT
};

/// What events were rendered to: the table `events` of CacheDatabase.
///
///   path, see make_event_path(); key: the digest of all that its rendering depends on; digest,
///   size, html_size: see Rendering; outline, outline_size: see PackedOutline
class RenderCache {
 public:
  /// `database` is borrowed.
  explicit RenderCache(CacheDatabase& database);

  /// An event's path, and what it would be rendered under.
  struct Asked {
    const std::string* path = nullptr;
    Digest key{};
  };

  /// What each was rendered to under its key, in the order of `asked`; empty where that is not
  /// known. Any thread.
  std::vector<std::optional<Rendering>> find(const std::vector<Asked>& asked) const;

  /// Notes what the event at `path` was rendered to under `key`, for the next flush(). Only the
  /// thread that flushes table().
  void keep(std::string path, const Digest& key, Rendering rendering);

  /// The rows noted: the owner of this cache flushes them now and then, and says which are to go.
  CacheTable& table() { return table_; }

 private:
  CacheDatabase& database_;
  CacheTable table_;
};

}  // namespace almanach
