#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "http/message.hpp"
#include "publish/representation_cache.hpp"
#include "publish/selection.hpp"
#include "publish/snapshot.hpp"
#include "publish/subscription_update.hpp"

namespace almanach {

/// Pages made from a snapshot, kept while it is the one served. Bounded. Any thread.
class PageCache {
 public:
  using Make = std::function<std::string()>;

  /// The page at `path`, made by `make` unless one for the same `edition` is kept.
  std::shared_ptr<const Representation> get(const std::string& path, const std::string& edition,
                                            Instant last_modified, const Make& make);

 private:
  static constexpr std::size_t kMost = 256;
  struct Entry {
    std::string edition;
    std::shared_ptr<const Representation> page;
  };
  std::mutex mutex_;
  std::map<std::string, Entry> entries_;
};

/// Answers requests from the current snapshot: a table of addresses, nothing else. Any thread.
class Router {
 public:
  /// All are borrowed for the router's life, but `config`, which is shared so that a reload can
  /// replace it.
  Router(const SnapshotHolder& snapshots, std::shared_ptr<const Config> config, const Clock& clock)
      : snapshots_(snapshots),
        config_(std::move(config)),
        clock_(clock),
        selections_(*config_, clock, made_),
        updates_(*config_, clock, made_) {}

  Answer answer(const HttpRequest& request) const;

 private:
  Answer answer_get(const HttpRequest& request) const;
  Answer answer_status(const HttpRequest& request, const Snapshot& snapshot) const;
  Answer answer_calendar(const HttpRequest& request, const Snapshot& snapshot,
                         std::string_view path) const;
  Answer answer_feed_calendar(const HttpRequest& request, const Snapshot& snapshot,
                              const PublishedFeed* feed, const Choices& choices) const;
  Answer answer_page(const HttpRequest& request, const Snapshot& snapshot,
                     std::string_view path) const;
  std::shared_ptr<const Representation> home_page(const Snapshot& snapshot) const;

  const SnapshotHolder& snapshots_;
  std::shared_ptr<const Config> config_;
  const Clock& clock_;
  mutable PageCache pages_;
  mutable RepresentationCache made_;  ///< what requests have had made
  mutable Selections selections_;
  mutable SubscriptionUpdates updates_;
};

}  // namespace almanach
