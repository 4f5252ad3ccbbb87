#include "server/worker_pool.hpp"

#include <sched.h>

#include <algorithm>
#include <utility>

#include "server/client_group.hpp"

namespace almanach {
WorkerPool::WorkerPool(unsigned threads, ByteBudget& answers, Bounds bounds)
    : bounds_(bounds), most_running_(std::max(2U, threads) - 1), answers_(answers) {
  answers_.watch([this] { look_again(); });
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

WorkerPool::~WorkerPool() {
  for (std::jthread& thread : threads_) thread.request_stop();
  threads_.clear();
  answers_.watch({});
}

std::uint64_t WorkerPool::submit(const std::string& client, std::unique_ptr<Job> job) {
  std::uint64_t ticket = 0;
  {
    const std::lock_guard lock(mutex_);
    auto known = by_client_.find(client);
    const bool full = known != by_client_.end() && !is_shared_group(client) &&
                      known->second->jobs.size() >= bounds_.client;
    if (full || waiting_ >= bounds_.all) return 0;
    if (known == by_client_.end()) {
      Queues fresh;
      fresh.push_back({client, {}});
      known = by_client_.emplace(client, fresh.begin()).first;
      queues_.splice(queues_.end(), fresh);
    }
    try {
      known->second->jobs.push_back({last_ticket_ + 1, std::move(job)});
    } catch (...) {
      forget_if_empty(known->second);
      throw;
    }
    ++waiting_;
    ticket = ++last_ticket_;
  }
  changed_.notify_one();
  return ticket;
}

std::unique_ptr<WorkerPool::Job> WorkerPool::withdraw(const std::string& client,
                                                      std::uint64_t ticket) {
  const std::lock_guard lock(mutex_);
  const auto known = by_client_.find(client);
  if (known == by_client_.end()) return nullptr;
  std::deque<Waiting>& jobs = known->second->jobs;
  // Tickets rise.
  const auto found = std::lower_bound(
      jobs.begin(), jobs.end(), ticket,
      [](const Waiting& waiting, std::uint64_t wanted) { return waiting.ticket < wanted; });
  if (found == jobs.end() || found->ticket != ticket) return nullptr;
  std::unique_ptr<Job> job = std::move(found->job);
  jobs.erase(found);
  --waiting_;
  forget_if_empty(known->second);
  return job;
}

bool WorkerPool::is_held_up() const {
  const std::lock_guard lock(mutex_);
  return held_up_ && waiting_ != 0;
}

bool WorkerPool::may_run(const Queue& queue) const {
  return !queue.jobs.empty() && (queue.running < most_running_ || is_shared_group(queue.client));
}

/// The next job whose client has its turn; none: nobody's may be begun. With mutex_ held.
WorkerPool::Task WorkerPool::take_next() {
  bool held_up = false;
  for (auto queue = queues_.begin(); queue != queues_.end(); ++queue) {
    if (!may_run(*queue)) continue;
    if (!answers_.has_room(queue->client, 1)) {
      held_up = true;
      continue;
    }
    Task task{queue, std::move(queue->jobs.front().job)};
    queue->jobs.pop_front();
    ++queue->running;
    --waiting_;
    queues_.splice(queues_.end(), queues_, queue);
    held_up_ = held_up_ || held_up;
    return task;
  }
  held_up_ = held_up;
  return {};
}

/// With mutex_ held.
void WorkerPool::forget_if_empty(Queues::iterator queue) {
  if (!queue->jobs.empty() || queue->running != 0) return;
  by_client_.erase(queue->client);
  queues_.erase(queue);
}

/// There may be room again.
void WorkerPool::look_again() {
  {
    const std::lock_guard lock(mutex_);
    if (!held_up_) return;
  }
  changed_.notify_all();
}

void WorkerPool::run(const std::stop_token& stop) {
  // On a core that it shares with a thread that serves, it stands back at once (sched(7)); a
  // niceness would hold that one up to the end of its slice. Refused or not, the work is done.
  const sched_param none{};
  sched_setscheduler(0, SCHED_IDLE, &none);
  while (true) {
    Task task;
    {
      std::unique_lock lock(mutex_);
      const auto found = [&] {
        task = take_next();
        return task.job != nullptr;
      };
      if (!changed_.wait(lock, stop, found) || stop.stop_requested()) return;
    }
    task.job->run();
    task.job.reset();
    const std::lock_guard lock(mutex_);
    --task.queue->running;
    forget_if_empty(task.queue);
  }
}

}  // namespace almanach
