#include "server/worker_pool.hpp"

#include <sys/resource.h>
#include <unistd.h>

#include <utility>

namespace almanach {
namespace {

constexpr int kNiceness = 5;

}  // namespace

WorkerPool::WorkerPool(unsigned threads, std::size_t most_bytes) : most_bytes_(most_bytes) {
  for (unsigned i = 0; i < threads; ++i)
    threads_.emplace_back([this](const std::stop_token& stop) { run(stop); });
}

WorkerPool::~WorkerPool() {
  for (std::jthread& thread : threads_) thread.request_stop();
}

bool WorkerPool::submit(std::size_t bytes, Job job) {
  {
    const std::lock_guard lock(mutex_);
    if (!waiting_.empty() && bytes_ + bytes > most_bytes_) return false;
    bytes_ += bytes;
    waiting_.push_back({bytes, std::move(job)});
  }
  changed_.notify_one();
  return true;
}

void WorkerPool::run(const std::stop_token& stop) {
  // Linux gives each thread a niceness of its own. Refused or not, the work is done.
  setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
  while (true) {
    Waiting next;
    {
      std::unique_lock lock(mutex_);
      if (!changed_.wait(lock, stop, [this] { return !waiting_.empty(); }) || stop.stop_requested())
        return;
      next = std::move(waiting_.front());
      waiting_.pop_front();
      bytes_ -= next.bytes;
    }
    next.job();
  }
}

}  // namespace almanach
