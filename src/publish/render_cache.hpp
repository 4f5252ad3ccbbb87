#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/digest.hpp"
#include "parse/cache_database.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// What an event was rendered to.
struct Rendering {
  std::string outline;     ///< see outline_event()
  std::uint32_t size = 0;  ///< bytes of its VEVENT
  Digest digest{};         ///< of its VEVENT
};

/// What events were rendered to: the table `events` of CacheDatabase.
///
///   path, see make_event_path(); key: the digest of all that its rendering depends on; digest,
///   size, outline: see Rendering
class RenderCache {
 public:
  /// `database` is borrowed.
  explicit RenderCache(CacheDatabase& database) : database_(database) {}

  /// An event's path, and what it would be rendered under.
  struct Asked {
    const std::string* path = nullptr;
    Digest key{};
  };

  /// What each was rendered to under its key, in the order of `asked`; empty where that is not
  /// known. Any thread.
  std::vector<std::optional<Rendering>> find(const std::vector<Asked>& asked) const;

  /// Notes an event to be written with one of the next flush(). The thread that flushes.
  void keep(std::shared_ptr<const PublishedEvent> event, const Digest& key);
  void forget(const std::string& path);

  /// Writes at most `most` events. True: none is left.
  bool flush(std::size_t most);

 private:
  struct Kept {
    std::shared_ptr<const PublishedEvent> event;
    Digest key{};
  };

  CacheDatabase& database_;
  std::deque<Kept> kept_;  ///< not written yet
  std::vector<std::string> forgotten_;
};

}  // namespace almanach
