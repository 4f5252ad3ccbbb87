#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <stop_token>

namespace almanach {

/// Has what is large (256 kB and more) given back to the system as soon as it is freed. Else the
/// heap learns from the first large answer to keep such room for the next, in each thread. To be
/// called once, before threads start.
void return_large_memory();

/// Gives what is small back to the system, too, where much of it was freed: the heap of each thread
/// keeps it, between what is in use, and what one has free no other can take. Ten times a second at
/// most: it takes milliseconds, in which others wait who want memory.
class HeapTrimmer {
 public:
  /// `step`: more bytes than that have to be freed before it is worth it.
  explicit HeapTrimmer(std::uint64_t step) : step_(step) {}

  /// Does it until it is told to stop. On a thread of its own.
  void run(const std::stop_token& stop);

  /// So many bytes were freed. Any thread; nobody waits.
  void note_freed(std::uint64_t bytes);
  /// Much was freed that nobody has counted, as by a start. Any thread; nobody waits.
  void trim_soon() { note_freed(step_ + 1); }

 private:
  const std::uint64_t step_;
  std::mutex mutex_;
  std::condition_variable_any worth_it_;
  std::uint64_t freed_ = 0;  ///< guarded by mutex_; since it was given back last
};

}  // namespace almanach
