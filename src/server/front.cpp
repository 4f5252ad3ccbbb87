#include "server/front.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>

#include "base/network.hpp"
#include "server/front_loop.hpp"
#include "server/worker_pool.hpp"

namespace almanach {
namespace {

/// What the system is to hold of an answer for one client (at most, where net.core.wmem_max is
/// less). What is on its way to a slow reader is a copy of its own; the rest waits in the body that
/// all share.
constexpr int kSendBuffer = 512 * 1024;

/// Its connections inherit what is set here (tcp(7), socket(7)).
void prepare_listener(const FileDescriptor& listener) {
  const int on = 1;
  // Fails for a local socket, which has no such delay.
  setsockopt(listener.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  // Refused or not, the answer is sent.
  setsockopt(listener.get(), SOL_SOCKET, SO_SNDBUF, &kSendBuffer, sizeof kSendBuffer);
}

}  // namespace

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

FrontThreads FrontThreads::for_cores(unsigned cores) {
  return {std::max(2U, cores) - 1, std::max(1U, cores)};
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
  for (const FileDescriptor& listener : listeners_) prepare_listener(listener);
}

Front::~Front() = default;

void Front::run(const FrontThreads& threads, const std::function<void()>& accepting) {
  std::vector<std::unique_ptr<FrontLoop>> loops;
  WorkerPool workers(threads.workers);  // ends before the loops that its jobs report to
  for (unsigned i = 0; i < threads.connections; ++i)
    loops.push_back(std::make_unique<FrontLoop>(*this, workers));
  std::exception_ptr failure;
  std::mutex failure_mutex;
  // To be called while an exception is handled, which is thrown again when all threads have ended.
  const auto fail = [&] {
    const std::lock_guard lock(failure_mutex);
    if (!failure) failure = std::current_exception();
    stop();
  };
  {
    std::vector<std::jthread> pool;
    try {
      for (const auto& loop : loops) {
        pool.emplace_back([&fail, running = loop.get()] {
          try {
            running->run();
          } catch (...) {
            fail();
          }
        });
      }
      accepting();
    } catch (...) {
      fail();
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
