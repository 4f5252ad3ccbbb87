// Any bytes on a connection, in pieces of any size: each request is answered once and in order,
// nothing is read in two ways, and a fault ends the connection.

#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "server/connection.hpp"

using namespace almanach;

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

/// Answers some requests at once, some later, as a front does.
class Echo : public Responder {
 public:
  std::optional<Reply> respond(Connection& /*connection*/, const RequestHead& head,
                               std::string_view body) override {
    require(!ended);
    require(body.size() == head.content_length);
    ++answered;
    Reply reply;
    reply.status = 200;
    reply.head = std::make_shared<const std::string>("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n");
    reply.body.append(std::string("x"));
    if (head.target.size() % 2 == 1) return reply;
    waiting = reply;
    return std::nullopt;
  }
  bool readmit(Connection& connection, const std::string& client) override {
    connection.set_client(client);
    return true;
  }
  ByteBudget::Charge open_room(const Connection& connection) override {
    return requests.take(connection.group(), 0);
  }
  Reply refuse(const Connection& /*connection*/, const HeadFault& fault) override {
    ended = true;
    return make_fault_reply(fault);
  }

  ByteBudget requests{1 << 20};
  std::optional<Reply> waiting;
  std::size_t answered = 0;
  bool ended = false;
};

std::size_t count_answers(const std::string& received) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = received.find("HTTP/1.1 200 OK\r\n", at)) != std::string::npos;
       ++at)
    ++count;
  return count;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) != 0) std::abort();
  const FileDescriptor client(ends[0]);
  const Limits limits;
  Echo echo;
  const Connection::Time now{};
  Connection connection(FileDescriptor(ends[1]), "192.0.2.1", data[0] % 2 == 1, echo, limits, now);
  const std::size_t piece = 1 + data[0] / 2U;
  std::string received;
  const auto advance = [&] {
    while (connection.wants() != Connection::Wants::close) {
      Connection::Wants wants = connection.advance(now);
      char buffer[4'096];
      ssize_t count = 0;
      while ((count = read(client.get(), buffer, sizeof buffer)) > 0)
        received.append(buffer, static_cast<std::size_t>(count));
      if (wants == Connection::Wants::answer) {
        require(echo.waiting.has_value());
        connection.deliver(*std::exchange(echo.waiting, std::nullopt), now);
      } else if (wants != Connection::Wants::write) {
        break;
      }
    }
  };
  for (std::size_t at = 1; at < size && connection.wants() != Connection::Wants::close;
       at += piece) {
    const std::size_t length = std::min(piece, size - at);
    if (write(client.get(), data + at, length) < 0) break;
    advance();
  }
  advance();
  require(count_answers(received) == echo.answered);
  return 0;
}
