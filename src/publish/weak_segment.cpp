#include "publish/weak_segment.hpp"

#include <array>
#include <cstdint>

namespace almanach {

std::mutex& weak_lock_of(const void* object) {
  static std::array<std::mutex, 64> locks;
  return locks.at((reinterpret_cast<std::uintptr_t>(object) / 64) % locks.size());
}

}  // namespace almanach
