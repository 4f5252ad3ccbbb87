#pragma once

#include <chrono>
#include <deque>
#include <string>

#include "base/fd.hpp"
#include "config/config.hpp"
#include "http/exchange.hpp"

namespace almanach {

/// One client's connection: reads requests off a non-blocking socket, answers them in order, and
/// writes the answers as fast as the client takes them, without ever waiting. Owned and called by
/// one thread.
///
/// While an answer is being sent nothing is read, so that a client that sends and does not read
/// fills its own buffers, not ours. A connection that has to end after an answer is closed for
/// writing first, and read on for a moment: closing at once would reset it, and the client might
/// lose the answer (RFC 9112 section 9.6).
class Connection {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// What the connection waits for.
  enum class Wants { read, write, close };

  /// `exchange` and `limits` are borrowed for the connection's life. `client`: its numeric address.
  Connection(FileDescriptor socket, std::string client, const Exchange& exchange,
             const Limits& limits, Time now);

  /// Does all that can be done now.
  Wants advance(Time now);

  /// Whether its time is over: the head took too long, nothing was asked, or the client stopped
  /// reading. One that is in the middle of sending a head is told so; then advance() has to be
  /// called.
  bool is_overdue(Time now) const { return now >= deadline_; }
  void give_up(Time now);

  /// Takes no further request; an answer in the making is finished. Then advance() has to be
  /// called.
  void finish_soon() { finishing_ = true; }

  int socket() const { return socket_.get(); }
  const std::string& client() const { return client_; }
  Wants wants() const { return wants_; }

 private:
  enum class Flushed { all, blocked, broken };
  enum class Received { some, nothing, end };

  Wants work(Time now);
  bool take_request(Time now);
  void queue(Reply reply);
  Flushed flush(Time now);
  Received receive(Time now);
  Wants linger(Time now);

  FileDescriptor socket_;
  std::string client_;
  const Exchange& exchange_;
  const Limits& limits_;
  std::string in_;
  std::deque<Segment> out_;
  std::size_t out_offset_ = 0;  ///< bytes of out_.front() that are sent already
  Wants wants_ = Wants::read;
  Time deadline_;
  bool ending_ = false;     ///< after what is queued, the connection ends
  bool lingering_ = false;  ///< closed for writing; what still comes is thrown away
  bool finishing_ = false;
  bool continued_ = false;  ///< "100 Continue" has been sent for the request being read
};

}  // namespace almanach
