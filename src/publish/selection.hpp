#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "base/clock.hpp"
#include "config/config.hpp"
#include "publish/choices.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// Calendars made to subscribers' choices out of snapshots. What was made is kept while what it was
/// made of is served: bounded in number and in bytes, the least recently asked for leave first. Any
/// thread.
class Selections {
 public:
  /// Borrowed for its life.
  Selections(const Config& config, const Clock& clock) : config_(config), clock_(clock) {}

  /// A feed as chosen. Cuts by time fall at midnight of the feed's zone.
  std::shared_ptr<const Representation> select(const PublishedFeed& feed, const Choices& choices);
  /// All feeds as chosen.
  std::shared_ptr<const Representation> select(const Snapshot& snapshot, const Choices& choices);
  /// One event, told as chosen; what would leave it out is passed over.
  std::shared_ptr<const Representation> select(const PublishedEvent& event, const Choices& choices);

 private:
  struct Source;
  struct Entry {
    std::string key;
    std::shared_ptr<const Representation> calendar;
  };

  std::shared_ptr<const Representation> get(const Source& source, const Choices& choices);
  std::shared_ptr<const Representation> make(const Source& source, const Choices& choices,
                                             Instant midnight) const;

  static constexpr std::size_t kMostEntries = 256;
  static constexpr std::size_t kMostBytes = 64 << 20;

  const Config& config_;
  const Clock& clock_;
  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_; the last asked for first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;                                               ///< guarded by mutex_
};

}  // namespace almanach
