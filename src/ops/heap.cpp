#include "ops/heap.hpp"

#include <malloc.h>

namespace almanach {

void return_large_memory() {
  constexpr int kLarge = 256 * 1024;
  // Once it is set, glibc no longer raises it by itself (mallopt(3)).
  mallopt(M_MMAP_THRESHOLD, kLarge);  // NOLINT(concurrency-mt-unsafe): there are no threads yet
}

}  // namespace almanach
