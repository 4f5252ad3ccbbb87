#include "publish/weak_segment.hpp"

#include <array>
#include <cstdint>
#include <mutex>

namespace almanach {
namespace {

/// A lock for each of 100,000 events would take more room than what it guards.
std::mutex& lock_of(const void* object) {
  static std::array<std::mutex, 64> locks;
  return locks.at((reinterpret_cast<std::uintptr_t>(object) / 64) % locks.size());
}

}  // namespace

Segment WeakSegment::get(const std::function<std::string()>& make) const {
  std::mutex& mutex = lock_of(this);
  {
    const std::lock_guard lock(mutex);
    if (Segment held = bytes_.lock()) return held;
  }
  Segment made = std::make_shared<const std::string>(make());
  const std::lock_guard lock(mutex);
  if (Segment held = bytes_.lock()) return held;
  bytes_ = made;
  return made;
}

}  // namespace almanach
