#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "publish/stale_answers.hpp"

namespace almanach {

/// Tells one cache what to forget: a request `BAN` of its address for each feed, with the feed in
/// kFeedHeader, "*" for everything. What the cache does not take (another status than 2xx, no
/// answer within two seconds) is tried again until it does, at ever longer intervals up to a
/// minute; the log tells that once, and that it is cured. The thread that tells is its own.
class CacheTeller {
 public:
  /// `address`: http or https, as `purge` has it.
  explicit CacheTeller(std::string address);
  /// Waits for a request that is under way; what is left is never told.
  ~CacheTeller();
  CacheTeller(const CacheTeller&) = delete;
  CacheTeller& operator=(const CacheTeller&) = delete;

  const std::string& address() const { return address_; }

  /// Returns at once. Any thread.
  void tell(const StaleAnswers& stale);

 private:
  void run();
  std::string ban(const std::string& feed) const;

  const std::string address_;
  std::mutex mutex_;
  std::condition_variable changed_;
  StaleAnswers pending_;   ///< guarded by mutex_
  bool stopping_ = false;  ///< guarded by mutex_
  std::thread thread_;
};

/// Tells all caches of `purge` what to forget. One thread, but for construction and destruction.
class CachePurger {
 public:
  /// From here on these are the caches. One that was among them goes on with what it is to be told.
  void set_caches(const std::vector<std::string>& addresses);

  /// Returns at once.
  void purge(const StaleAnswers& stale);

 private:
  std::vector<std::unique_ptr<CacheTeller>> tellers_;
};

}  // namespace almanach
