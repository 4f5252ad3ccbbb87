#include "ops/heap.hpp"

#include <malloc.h>

#include <chrono>

namespace almanach {
namespace {

constexpr std::chrono::milliseconds kPause{100};

}  // namespace

void return_large_memory() {
  constexpr int kLarge = 256 * 1024;
  // Once it is set, glibc no longer raises it by itself (mallopt(3)).
  mallopt(M_MMAP_THRESHOLD, kLarge);  // NOLINT(concurrency-mt-unsafe): there are no threads yet
}

void HeapTrimmer::note_freed(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  freed_ += bytes;
  if (freed_ > step_) worth_it_.notify_one();
}

void HeapTrimmer::run(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  while (worth_it_.wait(lock, stop, [this] { return freed_ > step_; })) {
    freed_ = 0;
    lock.unlock();
    malloc_trim(0);
    lock.lock();
    worth_it_.wait_for(lock, stop, kPause, [] { return false; });
  }
}

}  // namespace almanach
