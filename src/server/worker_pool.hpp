#pragma once

#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <unordered_map>
#include <vector>

#include "server/byte_budget.hpp"

namespace almanach {

/// A few threads for what takes long, so that no connection waits for another's answer. They yield
/// to the threads that serve connections (SCHED_IDLE, sched(7)).
///
/// Each client waits in a queue of its own, and the queues take turns: whoever asks for much waits
/// behind what it has asked for itself. Where there are several threads, one client never has all.
class WorkerPool {
 public:
  /// One piece of work, and what it works on.
  class Job {
   public:
    virtual ~Job() = default;
    virtual void run() noexcept = 0;
  };

  /// How many jobs may wait.
  struct Bounds {
    std::size_t all = 1'024;
    std::size_t client = 128;  ///< of one client, unless it is a shared group
  };

  /// `answers` is borrowed: nothing is begun for a client that has no room there.
  WorkerPool(unsigned threads, ByteBudget& answers, Bounds bounds);
  WorkerPool(unsigned threads, ByteBudget& answers) : WorkerPool(threads, answers, Bounds()) {}
  /// Ends once the jobs under way are done; those that wait are dropped.
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  /// Takes a job for `client` (see client_group()). What comes back names it among all jobs; 0: too
  /// many wait, and the job is dropped. Throws std::bad_alloc. Any thread.
  std::uint64_t submit(const std::string& client, std::unique_ptr<Job> job);

  /// Gives a job back that nobody has begun; null: it is under way or done. Any thread.
  std::unique_ptr<Job> withdraw(const std::string& client, std::uint64_t ticket);

  /// Whether jobs wait for nothing but room among the answers. Any thread.
  bool is_held_up() const;

 private:
  struct Waiting {
    std::uint64_t ticket = 0;
    std::unique_ptr<Job> job;
  };
  /// A client's; there as long as something waits in it or is under way.
  struct Queue {
    std::string client;
    std::deque<Waiting> jobs;
    std::size_t running = 0;
  };
  using Queues = std::list<Queue>;
  /// What a thread has taken on.
  struct Task {
    Queues::iterator queue;
    std::unique_ptr<Job> job;
  };

  bool may_run(const Queue& queue) const;
  Task take_next();
  void forget_if_empty(Queues::iterator queue);
  void look_again();
  void run(const std::stop_token& stop);

  const Bounds bounds_;
  const std::size_t most_running_;  ///< of one client
  ByteBudget& answers_;
  mutable std::mutex mutex_;  ///< guards all below but the threads
  std::condition_variable_any changed_;
  Queues queues_;  ///< whose turn comes next stands first
  std::unordered_map<std::string, Queues::iterator> by_client_;
  std::size_t waiting_ = 0;
  std::uint64_t last_ticket_ = 0;
  bool held_up_ = false;  ///< the last look found a job that had no room
  std::vector<std::jthread> threads_;
};

}  // namespace almanach
