#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "publish/body.hpp"

namespace almanach {

/// What is made when asked for, shared by all who hold it, and freed with the last of them: a weak
/// pointer and what fills it. A copy starts empty. Any thread.
template <typename Made>
class WeakShared {
 public:
  using Shared = std::shared_ptr<const Made>;

  WeakShared() = default;
  WeakShared(const WeakShared&) noexcept {}
  WeakShared& operator=(const WeakShared&) = delete;

  /// What somebody holds, else what `make` gives. `make` gives the same each time; two threads may
  /// call it at once. Throws what `make` throws.
  Shared get(const std::function<Made()>& make) const;

 private:
  mutable std::weak_ptr<const Made> made_;  ///< guarded by one of a few locks
};

/// Bytes.
using WeakSegment = WeakShared<std::string>;

/// The lock of such a pointer, and of others: one for each of 100,000 events would take more room
/// than what it guards.
std::mutex& weak_lock_of(const void* object);

template <typename Made>
typename WeakShared<Made>::Shared WeakShared<Made>::get(const std::function<Made()>& make) const {
  std::mutex& mutex = weak_lock_of(this);
  {
    const std::lock_guard lock(mutex);
    if (Shared held = made_.lock()) return held;
  }
  Shared made = std::make_shared<const Made>(make());
  const std::lock_guard lock(mutex);
  if (Shared held = made_.lock()) return held;
  made_ = made;
  return made;
}

}  // namespace almanach
