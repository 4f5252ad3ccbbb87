#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

#include "base/fd.hpp"
#include "config/config.hpp"
#include "server/byte_budget.hpp"
#include "server/client_group.hpp"
#include "server/reply.hpp"

namespace almanach {

class Connection;

/// What a connection asks of whoever holds it.
class Responder {
 public:
  virtual ~Responder() = default;

  /// The reply to a complete request. Both arguments end with the call. Empty: the reply comes
  /// later, by Connection::deliver().
  virtual std::optional<Reply> respond(Connection& connection, const RequestHead& head,
                                       std::string_view body) = 0;

  /// A proxy says whom it speaks for. False: that client has too many connections.
  virtual bool readmit(Connection& connection, const std::string& client) = 0;

  /// Nothing yet, of what all requests may hold.
  virtual ByteBudget::Charge open_room(const Connection& connection) = 0;

  /// The reply to what is no request that can be answered.
  virtual Reply refuse(const Connection& connection, const HeadFault& fault) = 0;
};

/// Requests of so few bytes are read whatever else is held: their connections weigh as much.
inline constexpr std::size_t kSmallRequest = 4'096;

/// One client's connection: reads requests off a non-blocking socket, answers them in order, and
/// writes the answers as fast as the client takes them, without ever waiting. Owned and called by
/// one thread.
///
/// While an answer is being made or sent nothing is read, so that a client that sends and does not
/// read fills its own buffers, not ours. A connection that has to end after an answer is closed for
/// writing first, and read on for a moment: closing at once would reset it, and the client might
/// lose the answer (RFC 9112 section 9.6).
///
/// An idle connection keeps no buffer. What is read beyond a small request counts among all
/// requests, and is refused with 503 where there is no room.
class Connection {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// What the connection waits for. `answer`: deliver().
  enum class Wants { read, write, answer, close };

  /// `responder` and `limits` are borrowed for the connection's life. `client`: its numeric
  /// address. `proxied`: it may begin with a proxy's header (see ProxyHeader).
  Connection(FileDescriptor socket, std::string client, bool proxied, Responder& responder,
             const Limits& limits, Time now);

  /// Does all that can be done now.
  Wants advance(Time now);

  /// The reply that respond() promised. Then advance() has to be called.
  void deliver(Reply reply, Time now);

  /// Whether its time is over: the head took too long, nothing was asked, or the client stopped
  /// reading, or reads less than a kilobyte a second. One that is in the middle of sending a head
  /// gets an answer that says so; then advance() has to be called.
  bool is_overdue(Time now) const {
    return !awaiting_ && (now >= deadline_ || (blocked_since_ != Time() && now >= slowest_));
  }
  void give_up(Time now);

  /// Takes no further request; an answer in the making is finished. Then advance() has to be
  /// called.
  void finish_soon() { finishing_ = true; }
  bool is_finishing() const { return finishing_; }

  int socket() const { return socket_.get(); }
  const std::string& client() const { return client_; }
  const std::string& group() const { return group_; }  ///< see client_group()
  void set_client(std::string client) {
    group_ = client_group(client);
    client_ = std::move(client);
  }
  Wants wants() const { return wants_; }
  /// Bytes that its answers take of what all answers may hold (see count_reply()).
  std::size_t held_bytes() const;
  /// Since when the client has not taken all that there was to send. Only while it is written to.
  Time blocked_since() const { return blocked_since_; }
  bool is_idle() const { return wants_ == Wants::read && in_.empty(); }

 private:
  enum class Flushed { all, blocked, broken };
  enum class Received { some, nothing, end, refused };

  /// Something to send, as far as it is sent: head, end of head, then the body's segments.
  struct Outgoing {
    Segment head;
    Segment end;
    Body body;
    std::shared_ptr<const ByteBudget::Charge> room;
    std::size_t piece = 0;   ///< the first that is not sent whole
    std::size_t offset = 0;  ///< bytes of that piece that are sent already

    std::size_t pieces() const { return 2 + body.segments().size(); }
    const std::string& at(std::size_t index) const {
      if (index > 1) return *body.segments()[index - 2];
      return index == 0 ? *head : *end;
    }
  };

  Wants work(Time now);
  bool take_proxy_header();
  bool take_request(Time now);
  void refuse(const HeadFault& fault) { queue(responder_.refuse(*this, fault)); }
  void queue(Reply reply);
  Flushed flush(Time now);
  void note_blocked(Time now);
  void drop_sent(std::size_t count);
  Received receive(Time now);
  bool make_room(std::size_t count);
  void drop_request(std::size_t size);
  Wants linger(Time now);

  FileDescriptor socket_;
  std::string client_;
  std::string group_;
  Responder& responder_;
  const Limits& limits_;
  std::string in_;
  ByteBudget::Charge room_;  ///< of `in_`, where it is larger than a small request
  /// The next request cannot be whole before `in_` has so many bytes: meanwhile its head is not
  /// looked at.
  std::size_t awaited_ = 1;
  std::deque<Outgoing> out_;
  Wants wants_ = Wants::read;
  Time deadline_;
  Time blocked_since_;
  Time slowest_;            ///< when all that was blocked has to be read
  bool proxied_;            ///< a proxy's header may come yet
  bool awaiting_ = false;   ///< a reply is in the making
  bool ending_ = false;     ///< after what is queued, the connection ends
  bool lingering_ = false;  ///< closed for writing; what still comes is thrown away
  bool finishing_ = false;
  bool continued_ = false;  ///< "100 Continue" has been sent for the request being read
};

}  // namespace almanach
