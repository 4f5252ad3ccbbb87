#pragma once

#include <vector>

#include "base/clock.hpp"
#include "base/fd.hpp"
#include "config/config.hpp"
#include "ops/metrics.hpp"
#include "server/fetches.hpp"
#include "server/front_state.hpp"

namespace almanach {

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
  /// `limits`, `metrics`, `fetches`, `clock` and the handler in `site` are borrowed for the
  /// front's life. `listeners` are bound and listening already. Throws std::system_error.
  Front(std::vector<FileDescriptor> listeners, const Limits& limits, ServedSite site,
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
  FrontState state_;
};

}  // namespace almanach
