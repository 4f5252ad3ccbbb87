#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/span.hpp"
#include "publish/snapshot.hpp"

namespace almanach::dav {

/// What is worked out of a feed when somebody first asks for it, and then kept. Any thread.
class CollectionIndex {
 public:
  /// Borrowed for its life.
  explicit CollectionIndex(const PublishedFeed& feed) : feed_(feed) {}

  /// Another for each state of its members: all their entity tags in one. In hexadecimal.
  const std::string& tag() const;

  /// The time that each event covers, in the order of the feed's events.
  const std::vector<TimeSpan>& times() const;

 private:
  const PublishedFeed& feed_;
  mutable std::once_flag tag_once_;
  mutable std::once_flag times_once_;
  mutable std::string tag_;
  mutable std::vector<TimeSpan> times_;
};

/// The indexes of the feeds that are served. One is made anew when its feed has changed. Any
/// thread.
class CollectionIndexes {
 public:
  /// It lives as long as the feed; the caller holds that.
  std::shared_ptr<const CollectionIndex> get(const std::shared_ptr<const PublishedFeed>& feed);

 private:
  struct Entry {
    std::weak_ptr<const PublishedFeed> feed;
    std::shared_ptr<const CollectionIndex> index;
  };
  std::mutex mutex_;
  std::unordered_map<std::string, Entry> by_id_;  ///< guarded by mutex_
};

}  // namespace almanach::dav
