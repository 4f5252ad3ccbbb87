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

  explicit WorkerPool(unsigned threads);
  /// Ends once the jobs under way are done; those that wait are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Takes a job that holds `bytes` of memory while it waits. False: those that wait hold too much
  /// already. Any thread.
  bool submit(std::size_t bytes, Job job);

 private:
  struct Waiting {
    std::size_t bytes = 0;
    Job job;
  };

  void run(const std::stop_token& stop);

  std::mutex mutex_;
  std::condition_variable_any changed_;
  std::deque<Waiting> waiting_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;        ///< guarded by mutex_; of all that wait
  std::vector<std::jthread> threads_;
};

}  // namespace almanach
