#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace almanach {

/// A few threads for what takes long, so that no connection waits for another's answer. They yield
/// to the threads that serve connections (setpriority(2)).
class WorkerPool {
 public:
  using Job = std::function<void()>;  ///< throws nothing

  /// `most_bytes`: what those that wait may hold together (see submit()).
  explicit WorkerPool(unsigned threads, std::size_t most_bytes = kMostBytes);
  /// Ends once the jobs under way are done; those that wait are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Takes a job that holds `bytes` of memory while it waits. False: those that wait would hold too
  /// much together; one alone may hold any. Any thread.
  bool submit(std::size_t bytes, Job job);

 private:
  static constexpr std::size_t kMostBytes = 64 << 20;

  struct Waiting {
    std::size_t bytes = 0;
    Job job;
  };

  void run(const std::stop_token& stop);

  const std::size_t most_bytes_;
  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Waiting> waiting_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;        ///< guarded by mutex_; of all that wait
  std::vector<std::jthread> threads_;
};

}  // namespace almanach
