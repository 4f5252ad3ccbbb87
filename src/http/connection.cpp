#include "http/connection.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <array>
#include <cerrno>

namespace almanach {
namespace {

constexpr std::size_t kReadSize = 16'384;
constexpr std::size_t kMostBody = 1'000'000;
/// Pieces given to one sendmsg(2); the system's own limit.
constexpr std::size_t kMostPieces = 1'024;
/// Requests answered before other connections get their turn.
constexpr int kTurn = 32;
/// A client that takes nothing of an answer for so long is gone.
constexpr std::chrono::seconds kWritePatience{60};
/// How long a body may take to come in, and how long an ended connection is read on.
constexpr std::chrono::seconds kBodyPatience{30};
constexpr std::chrono::seconds kLingerPatience{2};

}  // namespace

Connection::Connection(FileDescriptor socket, std::string client, const Exchange& exchange,
                       const Limits& limits, Time now)
    : socket_(std::move(socket)),
      client_(std::move(client)),
      exchange_(exchange),
      limits_(limits),
      deadline_(now + limits.head_timeout) {}

Connection::Wants Connection::advance(Time now) {
  wants_ = work(now);
  return wants_;
}

void Connection::give_up(Time now) {
  const bool in_head = !in_.empty() && out_.empty() && !lingering_;
  if (in_head) {
    queue(Exchange::reply_to_fault({408, "The request took too long.\n"}));
    deadline_ = now + kLingerPatience;
  } else {
    out_.clear();
    ending_ = true;
    lingering_ = true;
    deadline_ = now;
  }
}

Connection::Wants Connection::work(Time now) {
  for (int turn = 0; turn < kTurn; ++turn) {
    if (lingering_) return linger(now);
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
      continue;
    }
    if (take_request(now)) continue;
    if (finishing_) return Wants::close;
    switch (receive(now)) {
      case Received::nothing:
        return Wants::read;
      case Received::end:
        return Wants::close;
      case Received::some:
        break;
    }
  }
  // Its turn is over, but not its work: a socket that can be written to is told at once.
  return Wants::write;
}

/// Answers the request at the start of `in_`. False: there is none that is complete.
bool Connection::take_request(Time now) {
  if (in_.empty()) return false;
  const HeadReading reading = read_head(in_, {limits_.max_request_head});
  if (reading.fault) {
    queue(Exchange::reply_to_fault(*reading.fault));
    return true;
  }
  if (!reading.head) return false;
  const RequestHead& head = *reading.head;
  if (head.content_length > kMostBody) {
    queue(Exchange::reply_to_fault({413, "The body is too large.\n"}));
    return true;
  }
  const std::size_t size = head.size + static_cast<std::size_t>(head.content_length);
  if (in_.size() < size) {
    if (head.expects_continue && !continued_) {
      continued_ = true;
      out_.push_back(std::make_shared<const std::string>("HTTP/1.1 100 Continue\r\n\r\n"));
      deadline_ = now + kBodyPatience;
      return true;
    }
    return false;
  }
  queue(exchange_.reply(head, in_.substr(head.size, static_cast<std::size_t>(head.content_length)),
                        client_, finishing_));
  in_.erase(0, size);
  continued_ = false;
  deadline_ = now + (in_.empty() ? limits_.idle_timeout : limits_.head_timeout);
  return true;
}

void Connection::queue(Reply reply) {
  out_.push_back(std::make_shared<const std::string>(std::move(reply.head)));
  for (const Segment& segment : reply.body.segments()) {
    if (!segment->empty()) out_.push_back(segment);
  }
  ending_ = ending_ || reply.close;
}

Connection::Flushed Connection::flush(Time now) {
  while (!out_.empty()) {
    std::array<iovec, kMostPieces>
        pieces;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is used
    std::size_t count = 0;
    for (auto segment = out_.begin(); segment != out_.end() && count < kMostPieces;
         ++segment, ++count) {
      const std::size_t skip = count == 0 ? out_offset_ : 0;
      pieces[count] = {const_cast<char*>((*segment)->data()) + skip,
                       (*segment)->size() - skip};  // sendmsg only reads it
    }
    msghdr message{};
    message.msg_iov = pieces.data();
    message.msg_iovlen = count;
    const ssize_t sent = sendmsg(socket_.get(), &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) {
      if (errno == EINTR) continue;
      return errno == EAGAIN || errno == EWOULDBLOCK ? Flushed::blocked : Flushed::broken;
    }
    deadline_ = std::max(deadline_, now + kWritePatience);
    std::size_t rest = static_cast<std::size_t>(sent);
    while (!out_.empty() && rest >= out_.front()->size() - out_offset_) {
      rest -= out_.front()->size() - out_offset_;
      out_offset_ = 0;
      out_.pop_front();
    }
    if (!out_.empty()) out_offset_ += rest;
  }
  return Flushed::all;
}

Connection::Received Connection::receive(Time now) {
  std::array<char, kReadSize>
      buffer;  // NOLINT(cppcoreguidelines-pro-type-member-init): filled as far as it is used
  while (true) {
    const ssize_t count = recv(socket_.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (count > 0) {
      if (in_.empty()) deadline_ = now + limits_.head_timeout;
      in_.append(buffer.data(), static_cast<std::size_t>(count));
      return Received::some;
    }
    if (count == 0) return Received::end;
    if (errno == EINTR) continue;
    return errno == EAGAIN || errno == EWOULDBLOCK ? Received::nothing : Received::end;
  }
}

Connection::Wants Connection::linger(Time now) {
  if (now >= deadline_) return Wants::close;
  in_.clear();
  while (true) {
    switch (receive(now)) {
      case Received::nothing:
        return Wants::read;
      case Received::end:
        return Wants::close;
      case Received::some:
        in_.clear();
        break;
    }
  }
}

}  // namespace almanach
