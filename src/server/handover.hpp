#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "base/fd.hpp"
#include "server/handler.hpp"
#include "server/reply.hpp"
#include "server/worker_pool.hpp"

namespace almanach {

/// A request that a worker answers, with what its event loop has to know again afterwards.
struct HandedRequest {
  int socket = -1;
  std::uint64_t serial = 0;  ///< of the connection: tells it from a later one on the same socket
  bool closing = false;      ///< see make_reply()
  std::chrono::steady_clock::time_point started;
  Request request;
  Reply reply;  ///< empty until it is taken back
};

/// The way of requests from one event loop to the workers and back. A request moves as a whole:
/// nothing of it is read or copied again.
class Handover {
 public:
  /// Borrowed for its life; the workers have to end before it does. Throws std::system_error.
  Handover(const Handler& handler, WorkerPool& workers);
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  /// Gives a request that came in `bytes` bytes to a worker. False: there is too much to do, and
  /// nothing comes back. The loop's thread.
  bool hand_over(HandedRequest handed, std::size_t bytes);

  /// Those that have been answered since the last call, in the order in which they were. The loop's
  /// thread, when descriptor() can be read, or any time.
  std::vector<HandedRequest> take_back();

  /// Can be read as long as there is something to take back (eventfd(2)).
  int descriptor() const { return wake_.get(); }

 private:
  void answer(HandedRequest& handed);

  const Handler& handler_;
  WorkerPool& workers_;
  FileDescriptor wake_;
  std::mutex mutex_;
  std::vector<HandedRequest> answered_;  ///< guarded by mutex_
};

}  // namespace almanach
