#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>

#include "config/config.hpp"
#include "http/router.hpp"
#include "publish/snapshot.hpp"

namespace almanach {

/// What is served at one moment. Immutable.
struct Edition {
  std::uint64_t number = 0;  ///< rises from each edition to the next; the first is 1
  std::shared_ptr<const Config> config;
  std::shared_ptr<const Snapshot> snapshot;  ///< made under `config`
  std::shared_ptr<const Router> router;      ///< answers under `config`

  /// Handler's two functions (server/handler.hpp).
  QuickAnswer answer_at_once(const Request& request) const {
    return router->answer_at_once(request, *snapshot);
  }
  Answer answer(const Request& request) const { return router->answer(request, *snapshot); }
};

/// Holds the edition that is served and switches all of it at once. Reading is a lock for the time
/// of one pointer copy. Any thread, but for set().
class EditionHolder {
 public:
  /// Null until the first edition is set.
  std::shared_ptr<const Edition> get() const {
    const std::lock_guard lock(mutex_);
    return edition_;
  }

  /// The number of the edition that get() gives, or of one before it while that is being set; 0:
  /// none is set. Takes no lock: each round of each thread that serves asks for it.
  std::uint64_t number() const { return number_; }

  /// Makes the next edition. One thread at a time.
  void set(std::shared_ptr<const Config> config, std::shared_ptr<const Snapshot> snapshot,
           std::shared_ptr<const Router> router) {
    auto next = std::make_shared<const Edition>(
        Edition{number_ + 1, std::move(config), std::move(snapshot), std::move(router)});
    {
      const std::lock_guard lock(mutex_);
      edition_.swap(next);
    }
    ++number_;
    // The edition before, if this was its last holder, goes after the lock is released.
  }

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const Edition> edition_;  ///< guarded by mutex_
  std::atomic<std::uint64_t> number_{0};
};

}  // namespace almanach
