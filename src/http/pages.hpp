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
#include "publish/snapshot.hpp"

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

/// Answers GET of the addresses that are pages for people. Any thread.
class Pages {
 public:
  /// Borrowed for its life.
  Pages(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}

  Answer answer(const HttpRequest& request, const Snapshot& snapshot) const;

 private:
  Answer answer_feed(const HttpRequest& request, const Snapshot& snapshot,
                     const PublishedFeed& feed) const;
  Answer answer_event(const HttpRequest& request, const Snapshot& snapshot,
                      const PublishedEvent& event) const;
  std::shared_ptr<const Representation> home_page(const Snapshot& snapshot) const;

  const Config& config_;
  const Clock& clock_;
  mutable PageCache cache_;
};

}  // namespace almanach
