#pragma once

#include <set>
#include <string>

#include "publish/snapshot.hpp"

namespace almanach {

/// What a cache that keeps answers has to forget. Only of what everybody is served: private feeds
/// are in no cache.
struct StaleAnswers {
  bool everything = false;
  /// Ids that feeds have or had, as their addresses hold them; kSpanningFeeds for what tells of
  /// several.
  std::set<std::string> feeds;

  bool is_empty() const { return !everything && feeds.empty(); }
  void add(const StaleAnswers& other);
};

/// In place of an id: answers that tell of several feeds. No feed is called so.
inline constexpr const char* kSpanningFeeds = "all";

/// The header by which an answer says which feed it is of, where `purge` names caches: the id as in
/// the address, percent-encoded, or "all" (kSpanningFeeds). So says the request of a ban.
inline constexpr const char* kFeedHeader = "Almanach-Feed";

/// What is stale once `now` takes the place of `before`, made under the same configuration; null:
/// nobody knows what was served. A feed that has come, gone, or been given another name stands on
/// the pages of all others. Any thread.
StaleAnswers find_stale_answers(const Snapshot* before, const Snapshot& now);

}  // namespace almanach
