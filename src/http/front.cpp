#include "http/front.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

#include "base/network.hpp"
#include "http/front_loop.hpp"
#include "http/worker_pool.hpp"

namespace almanach {

bool ConnectionCount::admit(const std::string& client) {
  const std::lock_guard lock(mutex_);
  if (total_ >= limits_.max_connections) return false;
  if (!is_loopback_address(client)) {
    std::uint32_t& mine = by_client_[client];
    if (mine >= limits_.max_connections_per_client) return false;
    ++mine;
  }
  ++total_;
  return true;
}

void ConnectionCount::release(const std::string& client) {
  const std::lock_guard lock(mutex_);
  --total_;
  const auto mine = by_client_.find(client);
  if (mine != by_client_.end() && --mine->second == 0) by_client_.erase(mine);
}

Front::Front(std::vector<FileDescriptor> listeners, const Limits& limits, FrontSource source,
             Metrics& metrics, Fetches& fetches, const Clock& clock)
    : listeners_(std::move(listeners)),
      limits_(limits),
      source_(std::move(source)),
      metrics_(metrics),
      fetches_(fetches),
      clock_(clock),
      exchange_(source_.answer),
      count_(limits_),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!wake_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

Front::~Front() = default;

void Front::run(unsigned threads) {
  threads = std::max(1U, threads);
  std::vector<std::unique_ptr<FrontLoop>> loops;
  WorkerPool workers(threads);  // ends before the loops that its jobs report to
  for (unsigned i = 0; i < threads; ++i)
    loops.push_back(std::make_unique<FrontLoop>(*this, workers));
  std::exception_ptr failure;
  std::mutex failure_mutex;
  {
    std::vector<std::jthread> pool;
    for (const auto& loop : loops) {
      pool.emplace_back([&, running = loop.get()] {
        try {
          running->run();
        } catch (...) {
          // Thrown again below, once the other threads have ended too.
          const std::lock_guard lock(failure_mutex);
          if (!failure) failure = std::current_exception();
          stop();
        }
      });
    }
  }
  if (failure) std::rethrow_exception(failure);
}

void Front::stop() noexcept {
  stopping_ = true;
  const std::uint64_t one = 1;
  // Can only fail when the counter is full, and then the wake-up is on its way.
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one, sizeof one);
}

}  // namespace almanach
