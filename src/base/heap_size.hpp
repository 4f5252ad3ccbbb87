#pragma once

#include <cstddef>
#include <string>

namespace almanach {

/// The bytes that the heap takes from the system for a block of so many: glibc puts its own eight
/// before each, in steps of sixteen. Any thread.
constexpr std::size_t heap_size(std::size_t bytes) {
  constexpr std::size_t kStep = 16;
  constexpr std::size_t kHead = 8;
  constexpr std::size_t kLeast = 32;
  const std::size_t block = (bytes + kHead + kStep - 1) / kStep * kStep;
  return block < kLeast ? kLeast : block;
}

/// Likewise of what a text has outside of itself: nothing where it is short.
inline std::size_t heap_size(const std::string& text) {
  static const std::size_t kInside = std::string().capacity();
  return text.capacity() <= kInside ? 0 : heap_size(text.capacity() + 1);
}

}  // namespace almanach
