#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.hpp"
#include "cache/render_cache.hpp"
#include "config/config.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Makes feeds ready to be served. What has not changed since the feed was last published is taken
/// over from there, else from the cache, else rendered. One thread.
class FeedPublisher {
 public:
  /// Borrowed for its life; `cache` may be null.
  FeedPublisher(const Config& config, const Clock& clock, RenderCache* cache);

  /// `before`: the same feed as it was published last; null: never.
  std::shared_ptr<const PublishedFeed> publish(const FeedEvents& revised,
                                               const PublishedFeed* before);

  /// The feed of `before` with changes of some of its events. What that takes does not grow with
  /// the feed but for a few pointers.
  std::shared_ptr<const PublishedFeed> publish(const EventEdits& edits,
                                               const PublishedFeed& before);

  /// The feed with what translated events say of themselves; when and whether they are is that of
  /// the feed's own. `texts`: by the path of the event as it is now. `before`: the same as it was
  /// published last; null: never.
  std::shared_ptr<const PublishedFeed> translate(
      const FeedEvents& feed, const std::string& language,
      const std::map<std::string, std::shared_ptr<const Event>>& texts,
      const PublishedFeed* before);

  /// Events rendered so far.
  std::uint64_t rendered() const { return rendered_; }

 private:
  class EventMaker;

  std::vector<EventPtr> make_events(const FeedEvents& revised, const PublishedFeed* before);
  std::vector<EventPtr> make_all(const std::vector<const RevisedEvent*>& revised,
                                 const std::shared_ptr<const Feed>& feed);
  void forget_others(const PublishedFeed& before, const PublishedFeed& feed);
  void add_calendar(const PublishedFeed* before, PublishedFeed& feed) const;

  const Config& config_;
  const Clock& clock_;
  RenderCache* cache_;
  Digest context_{};  ///< of what parsing depends on: the program, zone data
  std::atomic<std::uint64_t> rendered_{0};
};

/// What somebody has asked for is made before it is asked for again; what has not changed in it is
/// there still.
void keep_ready(const Representation* before, const Representation& after);

}  // namespace almanach
