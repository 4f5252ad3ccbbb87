#include "server/front.hpp"

#include <execinfo.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <thread>
#include <utility>

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

/// An exception that passes through the system's library (std::call_once) needs another library,
/// which is loaded when it is first wanted: it would be for want of memory (backtrace(3)).
void load_unwinder() {
  void* frame = nullptr;
  backtrace(&frame, 1);
}

}  // namespace

FrontThreads FrontThreads::for_cores(unsigned cores) {
  return {std::max(2U, cores) - 1, std::max(1U, cores)};
}

Front::Front(std::vector<FileDescriptor> listeners, const Limits& limits, ServedSite site,
             Metrics& metrics, Fetches& fetches, const Clock& clock)
    : state_{std::move(listeners),
             limits,
             std::move(site),
             metrics,
             fetches,
             clock,
             ConnectionCount(limits),
             ByteBudget(limits.requests),
             ByteBudget(limits.answers),
             FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
             false,
             0} {
  if (!state_.wake) throw std::system_error(errno, std::generic_category(), "eventfd");
  for (const FileDescriptor& listener : state_.listeners) prepare_listener(listener);
}

Front::~Front() = default;

void Front::run(const FrontThreads& threads, const std::function<void()>& accepting) {
  load_unwinder();
  std::vector<std::unique_ptr<FrontLoop>> loops;
  WorkerPool workers(threads.workers,
                     state_.answers);  // ends before the loops that its jobs report to
  for (unsigned i = 0; i < threads.connections; ++i)
    loops.push_back(std::make_unique<FrontLoop>(state_, workers, threads.connections));
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
  state_.stopping = true;
  const std::uint64_t one = 1;
  // Can only fail when the counter is full, and then the wake-up is on its way.
  [[maybe_unused]] const ssize_t written = write(state_.wake.get(), &one, sizeof one);
}

}  // namespace almanach
