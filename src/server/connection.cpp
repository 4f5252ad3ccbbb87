#include "server/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <numeric>
#include <utility>

#include "server/proxy_header.hpp"

namespace almanach {
namespace {

constexpr std::size_t kReadSize = 16'384;
/// What an idle connection keeps of its buffer.
constexpr std::size_t kIdleBuffer = 1'024;
constexpr std::size_t kMostBody = 1'000'000;
/// Pieces given to one sendmsg(2); the system's own limit.
constexpr std::size_t kMostPieces = 1'024;
/// Requests answered before other connections get their turn.
constexpr int kTurn = 32;
/// A client that takes nothing of an answer for so long is gone.
constexpr std::chrono::seconds kWritePatience{60};
/// Bytes a second, of a client that is waited for.
constexpr std::size_t kSlowestRate = 1'024;
/// How long a body may take to come in, and how long an ended connection is read on.
constexpr std::chrono::seconds kBodyPatience{30};
constexpr std::chrono::seconds kLingerPatience{2};

/// RFC 9110 section 10.1.1.
const Segment& continue_line() {
  static const Segment kLine = std::make_shared<const std::string>("HTTP/1.1 100 Continue\r\n");
  return kLine;
}

const Segment& empty_line() {
  static const Segment kLine = std::make_shared<const std::string>("\r\n");
  return kLine;
}

using ReadBuffer = std::array<char, kReadSize>;

/// Bytes that have come; 0: the client sends no more, or has gone; -1: nothing for now.
ssize_t read_some(const FileDescriptor& socket, ReadBuffer& buffer) {
  while (true) {
    const ssize_t count = recv(socket.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count >= 0) return count;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? -1 : 0;
  }
}

}  // namespace

Connection::Connection(FileDescriptor socket, std::string client, bool proxied,
                       Responder& responder, const Limits& limits, Time now)
    : socket_(std::move(socket)),
      client_(std::move(client)),
      group_(client_group(client_)),
      responder_(responder),
      limits_(limits),
      deadline_(now + limits.head_timeout),
      proxied_(proxied) {}

Connection::Wants Connection::advance(Time now) {
  wants_ = work(now);
  return wants_;
}

void Connection::deliver(Reply reply, Time now) {
  awaiting_ = false;
  deadline_ = now + (in_.empty() ? limits_.idle_timeout : limits_.head_timeout);
  queue(std::move(reply));
}

void Connection::give_up(Time now) {
  const bool in_head = !in_.empty() && out_.empty() && !lingering_;
  if (in_head) {
    refuse({408, "The request took too long.\n"});
    deadline_ = now + kLingerPatience;
  } else {
    out_.clear();
    ending_ = true;
    lingering_ = true;
    deadline_ = now;
  }
}

Connection::Wants Connection::work(Time now) {
  if (lingering_) return linger(now);
  bool drained = false;  // the socket has given all that it had
  for (int turn = 0; turn < kTurn; ++turn) {
    switch (flush(now)) {
      case Flushed::blocked:
        return Wants::write;
      case Flushed::broken:
        return Wants::close;
      case Flushed::all:
        break;
    }
    if (ending_) {
      shutdown(socket_.get(), SHUT_WR);
      lingering_ = true;
      deadline_ = now + kLingerPatience;
      return linger(now);
    }
    if (awaiting_) return Wants::answer;
    if (take_request(now)) continue;
    if (finishing_) return Wants::close;
    if (drained) return Wants::read;
    const std::size_t before = in_.size();
    switch (receive(now)) {
      case Received::nothing:
        return Wants::read;
      case Received::end:
        return Wants::close;
      case Received::refused:
        refuse({503, "There is too much to do; try again later.\n"});
        break;
      case Received::some:
        drained = in_.size() - before < kReadSize;
        break;
    }
  }
  // Its turn is over, but not its work: a socket that can be written to is told at once.
  return Wants::write;
}

/// Takes a proxy's header off the start of `in_`. False: what is there is no request yet.
bool Connection::take_proxy_header() {
  const ProxyHeader header = read_proxy_header(in_);
  switch (header.state) {
    case ProxyHeader::State::incomplete:
      return false;
    case ProxyHeader::State::malformed:
      refuse({400, "The proxy's header is malformed.\n"});
      return true;
    case ProxyHeader::State::complete:
      in_.erase(0, header.size);
      if (!header.client.empty() && !responder_.readmit(*this, header.client)) {
        ending_ = true;
        return true;
      }
      break;
    case ProxyHeader::State::none:
      break;
  }
  proxied_ = false;
  return true;
}

/// Answers the request at the start of `in_`. False: there is none that is complete.
bool Connection::take_request(Time now) {
  if (in_.size() < awaited_) return false;
  if (proxied_) return take_proxy_header();
  const HeadReading reading = read_head(in_, {limits_.max_request_head});
  if (reading.fault) {
    refuse(*reading.fault);
    return true;
  }
  if (!reading.head) return false;
  const RequestHead& head = *reading.head;
  if (head.content_length > kMostBody) {
    refuse({413, "The body is too large.\n"});
    return true;
  }
  const std::size_t size = head.size + static_cast<std::size_t>(head.content_length);
  if (in_.size() < size) {
    awaited_ = size;
    if (!head.expects_continue || continued_) return false;
    continued_ = true;
    out_.push_back({continue_line(), empty_line(), {}, {}});
    deadline_ = now + kBodyPatience;
    return true;
  }
  auto reply =
      responder_.respond(*this, head, std::string_view(in_).substr(head.size, size - head.size));
  drop_request(size);
  awaited_ = 1;
  continued_ = false;
  deadline_ = now + (in_.empty() ? limits_.idle_timeout : limits_.head_timeout);
  awaiting_ = !reply;
  if (reply) queue(std::move(*reply));
  return true;
}

void Connection::queue(Reply reply) {
  ending_ = ending_ || reply.close;
  out_.push_back(
      {std::move(reply.head), end_of_head(), std::move(reply.body), std::move(reply.room)});
}

/// Takes an answered request off the start of `in_`, and gives back what it took.
void Connection::drop_request(std::size_t size) {
  in_.erase(0, size);
  const std::size_t most = in_.empty() ? kIdleBuffer : kSmallRequest;
  if (in_.size() > kSmallRequest || in_.capacity() <= most) return;
  in_.shrink_to_fit();
  room_ = {};
}

std::size_t Connection::held_bytes() const {
  return std::accumulate(out_.begin(), out_.end(), std::size_t{0},
                         [](std::size_t sum, const Outgoing& outgoing) {
                           return sum + (outgoing.room ? outgoing.room->bytes() : 0);
                         });
}

Connection::Flushed Connection::flush(Time now) {
  while (!out_.empty()) {
    std::array<iovec, kMostPieces>
        pieces;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is used
    std::size_t count = 0;
    for (const Outgoing& outgoing : out_) {
      for (std::size_t i = outgoing.piece; i < outgoing.pieces() && count < kMostPieces; ++i) {
        const std::string& piece = outgoing.at(i);
        const std::size_t skip = i == outgoing.piece ? outgoing.offset : 0;
        // sendmsg only reads it.
        pieces[count++] = {const_cast<char*>(piece.data()) + skip, piece.size() - skip};
      }
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const ssize_t sent = sendmsg(socket_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return Flushed::broken;
      note_blocked(now);
      return Flushed::blocked;
    }
    deadline_ = std::max(deadline_, now + kWritePatience);
    drop_sent(static_cast<std::size_t>(sent));
  }
  blocked_since_ = {};
  return Flushed::all;
}

/// From the first time that the client does not take all, its time runs.
void Connection::note_blocked(Time now) {
  if (blocked_since_ != Time()) return;
  blocked_since_ = now;
  const std::size_t bytes = std::accumulate(
      out_.begin(), out_.end(), std::size_t{0},
      [](std::size_t sum, const Outgoing& outgoing) { return sum + outgoing.body.size(); });
  slowest_ = now + kWritePatience + std::chrono::seconds(bytes / kSlowestRate);
}

void Connection::drop_sent(std::size_t count) {
  while (!out_.empty()) {
    Outgoing& first = out_.front();
    for (; first.piece < first.pieces(); ++first.piece, first.offset = 0) {
      const std::size_t rest = first.at(first.piece).size() - first.offset;
      if (count < rest) {
        first.offset += count;
        return;
      }
      count -= rest;
    }
    out_.pop_front();
  }
}

Connection::Received Connection::receive(Time now) {
  ReadBuffer buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is used
  const ssize_t count = read_some(socket_, buffer);
  if (count <= 0) return count == 0 ? Received::end : Received::nothing;
  if (in_.empty()) deadline_ = now + limits_.head_timeout;
  if (!make_room(static_cast<std::size_t>(count))) return Received::refused;
  in_.append(buffer.data(), static_cast<std::size_t>(count));
  return Received::some;
}

/// Whether `in_` may become longer by so much.
bool Connection::make_room(std::size_t count) {
  const std::size_t size = in_.size() + count;
  if (size <= in_.capacity()) return true;
  std::size_t capacity = std::max(2 * in_.capacity(), size);
  if (size <= kSmallRequest) {
    capacity = std::min(capacity, kSmallRequest);
  } else {
    if (room_.bytes() == 0) room_ = responder_.open_room(*this);
    if (!room_.grow(capacity - room_.bytes())) return false;
  }
  in_.reserve(capacity);
  return true;
}

Connection::Wants Connection::linger(Time now) {
  in_.clear();
  in_.shrink_to_fit();
  room_ = {};
  if (now >= deadline_) return Wants::close;
  ReadBuffer buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): nothing in it is looked at
  for (int turn = 0; turn < kTurn; ++turn) {
    const ssize_t count = read_some(socket_, buffer);
    if (count <= 0) return count == 0 ? Wants::close : Wants::read;
  }
  return Wants::read;
}

}  // namespace almanach
