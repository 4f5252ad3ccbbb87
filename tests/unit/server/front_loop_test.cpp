#include "server/front_loop.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <thread>

#include "ops/listener.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"

using namespace almanach;

namespace {

class AlwaysLong : public Handler {
 public:
  QuickAnswer answer_at_once(const Request& /*request*/) const override { return NeedsWorker(); }
  Answer answer(const Request& /*request*/) const override { return {}; }
};

/// One loop, on a thread of its own, whose workers never come to work.
class IdleWorkers {
 public:
  IdleWorkers() : running([this] { loop.run(); }) {}
  ~IdleWorkers() {
    state.stopping = true;
    const std::uint64_t one = 1;
    CHECK(write(state.wake.get(), &one, sizeof one) == sizeof one);
  }

  /// A connection that has asked for something.
  FileDescriptor ask() const {
    FileDescriptor client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(client.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    // Closed, it is reset: the loop need not wait for its answer.
    const linger at_once{1, 0};
    setsockopt(client.get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    const std::string request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
    REQUIRE(send(client.get(), request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()));
    return client;
  }

  const AlwaysLong handler;
  const Limits limits;
  Metrics metrics;
  const almanach::testing::FixedClock clock;
  Fetches fetches{clock.now()};
  const std::shared_ptr<const Config> config = std::make_shared<const Config>();
  FrontState state{open_listeners({"127.0.0.1", 0}),
                   limits,
                   {handler, [] { return 1; }, [this] { return config; }},
                   metrics,
                   fetches,
                   clock,
                   ConnectionCount(limits),
                   ByteBudget(static_cast<std::size_t>(limits.requests)),
                   ByteBudget(static_cast<std::size_t>(limits.answers)),
                   FileDescriptor(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
                   false};
  const int port = bound_port(state.listeners.front());
  WorkerPool workers{0, state.answers, {1, 1}};
  FrontLoop loop{state, workers, 1};
  std::jthread running;
};

}  // namespace

TEST_CASE("what needs a worker is refused with 503 when the workers have too much to do",
          "[threads]") {
  const IdleWorkers front;
  const FileDescriptor one = front.ask();
  const FileDescriptor other = front.ask();
  // The first that the loop reads waits; which one that is, is its choice.
  std::array<pollfd, 2> waiting{{{one.get(), POLLIN, 0}, {other.get(), POLLIN, 0}}};
  REQUIRE(poll(waiting.data(), waiting.size(), 60'000) == 1);
  const int answered = waiting[0].revents != 0 ? one.get() : other.get();
  std::string answer;
  char buffer[4'096];
  ssize_t count = 0;
  while ((count = recv(answered, buffer, sizeof buffer, 0)) > 0)
    answer.append(buffer, static_cast<std::size_t>(count));
  CHECK(answer.starts_with("HTTP/1.1 503 Service Unavailable\r\n"));
  CHECK(answer.find("\r\nConnection: close\r\n") != std::string::npos);
  CHECK(answer.find("\r\nRetry-After: 10\r\n") != std::string::npos);
  CHECK(answer.ends_with("There is too much to do; try again later.\n"));
}

TEST_CASE("a client that has gone leaves its place to others, and is counted", "[threads]") {
  const IdleWorkers front;
  FileDescriptor gone = front.ask();
  const auto counted = [&] {
    return front.metrics.render(front.clock.now()).find("status=\"499\"") != std::string::npos;
  };
  // It may have closed all of it, or its half: either is seen while nothing is read.
  shutdown(gone.get(), SHUT_WR);
  for (int tries = 0; tries < 600 && !counted(); ++tries) poll(nullptr, 0, 100);
  CHECK(counted());
  const FileDescriptor next = front.ask();
  const FileDescriptor refused = front.ask();
  std::array<pollfd, 2> waiting{{{next.get(), POLLIN, 0}, {refused.get(), POLLIN, 0}}};
  // One of the two has the place.
  CHECK(poll(waiting.data(), waiting.size(), 60'000) == 1);
}
