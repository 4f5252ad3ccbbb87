#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/problem.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Gives events what outlasts their files: slug, UID and the times and number of their revisions.
class Journal {
 public:
  virtual ~Journal() = default;

  /// Revises all events of one feed, `current` sorted by path. What cannot be served (a UID given
  /// twice) is left out and reported. The result is in the order that it is served. One thread at a
  /// time.
  virtual FeedEvents revise(const Feed& feed, const std::vector<CurrentEvent>& current,
                            Problems& problems) = 0;
};

/// A journal that remembers nothing: each event is in its first edition, dated by its front matter
/// or its file.
class FirstEditions : public Journal {
 public:
  /// `site_id` is what UIDs are made from; it must not change while feeds are subscribed to.
  explicit FirstEditions(std::string site_id) : site_id_(std::move(site_id)) {}

  FeedEvents revise(const Feed& feed, const std::vector<CurrentEvent>& current,
                    Problems& problems) override;

 private:
  std::string site_id_;
};

/// The UID an event is first given: a UUIDv5 of site, feed and path, the path's date prefix
/// included. Equal for equal arguments on every machine.
std::string make_first_uid(const std::string& site_id, const std::string& feed_id,
                           const std::string& path);

}  // namespace almanach
