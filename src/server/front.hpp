#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/clock.hpp"
#include "base/fd.hpp"
#include "config/config.hpp"
#include "ops/metrics.hpp"
#include "server/exchange.hpp"
#include "server/fetches.hpp"

namespace almanach {

/// Counts open connections, in total and by client. Any thread.
class ConnectionCount {
 public:
  explicit ConnectionCount(const Limits& limits) : limits_(limits) {}

  /// Whether one more is allowed; then it is counted. Clients on this machine (a proxy in front)
  /// are only counted in total.
  bool admit(const std::string& client);
  void release(const std::string& client);

 private:
  const Limits& limits_;
  std::mutex mutex_;
  std::uint32_t total_ = 0;
  std::unordered_map<std::string, std::uint32_t> by_client_;
};

/// What the front serves. All three are called by any of its threads.
struct FrontSource {
  Exchange::Handler answer;
  /// Rises with what is served, whatever the reason: an answer that is made after this was asked is
  /// of that edition or of a later one.
  std::function<std::uint64_t()> edition;
  /// Is another object only where `edition` has risen.
  std::function<std::shared_ptr<const Config>()> config;
};

/// How many threads a front has; each number is at least 1.
struct FrontThreads {
  unsigned connections = 1;  ///< read, answer and write
  unsigned workers = 1;      ///< make what takes long

  /// For a machine of so many cores (0: not known). One core is left to the workers and to whoever
  /// makes the content: threads that serve connections gain nothing from preempting each other, and
  /// a connection waits while its thread does.
  static FrontThreads for_cores(unsigned cores);
};

/// Serves connections with epoll(7) on a few threads. Each thread accepts, reads, answers and
/// writes for its own connections, without handing anything over, but for answers that take long:
/// these are made on a pool of threads beside. Idle and slow clients cost memory, never a thread.
class Front {
 public:
  /// `limits`, `metrics`, `fetches` and `clock` are borrowed for the front's life. `listeners` are
  /// bound and listening already.
  Front(std::vector<FileDescriptor> listeners, const Limits& limits, FrontSource source,
        Metrics& metrics, Fetches& fetches, const Clock& clock);
  ~Front();
  Front(const Front&) = delete;
  Front& operator=(const Front&) = delete;

  /// Serves until stop() is called and open answers are sent, at most five seconds later. Calls
  /// `accepting` once, on the calling thread, when all threads accept connections. Throws
  /// std::system_error when the system has no epoll or no thread to give, and what `accepting`
  /// throws, after all threads have ended.
  void run(const FrontThreads& threads, const std::function<void()>& accepting = [] {});

  /// Any thread, and signal handlers; may come before run().
  void stop() noexcept;

 private:
  friend class FrontLoop;

  std::vector<FileDescriptor> listeners_;
  const Limits& limits_;
  FrontSource source_;
  Metrics& metrics_;
  Fetches& fetches_;
  const Clock& clock_;
  Exchange exchange_;
  ConnectionCount count_;
  FileDescriptor wake_;
  std::atomic<bool> stopping_{false};
};

}  // namespace almanach
