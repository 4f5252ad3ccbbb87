#pragma once

#include "server/message.hpp"

namespace almanach {

/// What answers requests. Both functions may be called by any number of threads at once, and may
/// throw: see answer_safely().
class Handler {
 public:
  virtual ~Handler() = default;

  /// Called by a thread whose other connections wait meanwhile: it takes a millisecond at most, or
  /// says before it makes anything that a worker is needed, or that there is nothing to tell yet.
  virtual QuickAnswer answer_at_once(const Request& request) const = 0;

  /// Called by a worker, for what answer_at_once() did not answer; may take long.
  virtual Answer answer(const Request& request) const = 0;
};

/// What `handler` answers; where it throws, that is logged and the answer is a 500; where the
/// client has gone (WorkAbandoned), the answer is empty, its status kClientGone (server/reply.hpp).
/// Throws std::bad_alloc. Any thread.
QuickAnswer answer_at_once_safely(const Handler& handler, const Request& request);
Answer answer_safely(const Handler& handler, const Request& request);

}  // namespace almanach
