#pragma once

#include <string_view>

#include "publish/snapshot.hpp"

namespace almanach {

/// What a path of the form /<feed>, /<feed>/ or /<feed>/<slug> leads to in a snapshot. An ending
/// such as ".ics" is taken off before.
struct Address {
  /// Reads `path`, which starts with '/'. Views point into it. Any thread.
  static Address resolve(const Snapshot& snapshot, std::string_view path);

  std::string_view feed_id;               ///< as asked for
  std::string_view slug;                  ///< as asked for; empty: the feed itself
  bool folder = false;                    ///< the path ends with '/'
  const PublishedFeed* feed = nullptr;    ///< null: there is none, and there was none
  const PublishedEvent* event = nullptr;  ///< null: the feed itself is meant, or there is none
  bool gone = false;                      ///< there was an event under this slug

  /// Whether feed and event are called today as they were asked for.
  bool is_present_name() const {
    return feed != nullptr && feed->feed.id == feed_id &&
           (event == nullptr || event->revised.slug == slug);
  }
};

}  // namespace almanach
