#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "base/fd.hpp"
#include "server/byte_budget.hpp"
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
  ByteBudget::Charge room;  ///< what the request holds
  Reply reply;              ///< empty until it is taken back
};

/// The way of requests from one event loop to the workers and back. A request moves as a whole:
/// nothing of it is read or copied again.
class Handover {
 public:
  using Requests = std::list<HandedRequest>;

  /// Borrowed for its life; the workers have to end before it does. `answers`: where what they make
  /// is counted. Throws std::system_error.
  Handover(const Handler& handler, WorkerPool& workers, ByteBudget& answers);
  Handover(const Handover&) = delete;
  Handover& operator=(const Handover&) = delete;

  /// Gives a request to a worker. What comes back names it for withdraw(); 0: there is too much to
  /// do, and nothing comes back. Throws std::bad_alloc. The loop's thread.
  std::uint64_t hand_over(HandedRequest handed);

  /// Takes a request of `client` (Request::client) back that no worker has begun; empty: one has.
  /// The loop's thread.
  std::optional<HandedRequest> withdraw(const std::string& client, std::uint64_t ticket);

  /// Those that have been answered since the last call, in the order in which they were. The loop's
  /// thread, when descriptor() can be read, or any time.
  Requests take_back() noexcept;

  /// Can be read as long as there is something to take back (eventfd(2)).
  int descriptor() const { return wake_.get(); }

 private:
  class HandedJob;

  void answer(Requests one) noexcept;

  const Handler& handler_;
  WorkerPool& workers_;
  ByteBudget& answers_;
  const Reply no_memory_;  ///< made while there is some
  FileDescriptor wake_;
  std::mutex mutex_;
  Requests answered_;  ///< guarded by mutex_
};

}  // namespace almanach
