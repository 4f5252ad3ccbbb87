// Requests that wait for news, through a whole front.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "ops/listener.hpp"
#include "server/front.hpp"
#include "server/news_room.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"

using namespace almanach;

namespace {

/// Has nothing to tell at /news in the first edition.
class Herald : public Handler {
 public:
  explicit Herald(const std::atomic<std::uint64_t>& edition) : edition_(edition) {}

  QuickAnswer answer_at_once(const Request& request) const override {
    if (request.path == "/news" && edition_ == 1 && !request.has_waited) {
      ++asked;
      return NothingNew();
    }
    return answer(request);
  }
  Answer answer(const Request& request) const override {
    Answer answer;
    answer.body.append(request.has_waited ? "nothing" : "edition " + std::to_string(edition_));
    return answer;
  }

  mutable std::atomic<int> asked{0};

 private:
  const std::atomic<std::uint64_t>& edition_;
};

/// A front with a herald, on threads of its own.
class Served {
 public:
  Served() : serving([this] { front.run({2, 1}); }) {}
  ~Served() { front.stop(); }

  /// A connection that has asked for `path`.
  FileDescriptor ask(const std::string& path = "/news", const std::string& method = "GET") const {
    FileDescriptor client(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    const timeval patience{30, 0};
    setsockopt(client.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(static_cast<std::uint16_t>(port));
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(connect(client.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    const std::string request = method + " " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
    REQUIRE(send(client.get(), request.data(), request.size(), MSG_NOSIGNAL) ==
            static_cast<ssize_t>(request.size()));
    return client;
  }

  /// One that waits.
  FileDescriptor wait() const {
    const int before = herald.asked;
    FileDescriptor client = ask();
    while (herald.asked == before) std::this_thread::yield();
    return client;
  }

  const Limits limits;
  Metrics metrics;
  const almanach::testing::FixedClock clock;
  Fetches fetches{clock.now()};
  const std::shared_ptr<const Config> config = std::make_shared<const Config>();
  std::atomic<std::uint64_t> edition{1};
  const Herald herald{edition};
  std::vector<FileDescriptor> listeners = open_listeners({"127.0.0.1", 0});
  const int port = bound_port(listeners.front());
  Front front{std::move(listeners),
              limits,
              {herald, [this] { return edition.load(); }, [this] { return config; }},
              metrics,
              fetches,
              clock};
  std::jthread serving;
};

/// What comes, until `end` is among it or the other side has closed.
std::string receive(const FileDescriptor& client, const std::string& end) {
  std::string answer;
  char buffer[4'096];
  while (answer.find(end) == std::string::npos) {
    const ssize_t count = recv(client.get(), buffer, sizeof buffer, 0);
    if (count <= 0) return answer;
    answer.append(buffer, static_cast<std::size_t>(count));
  }
  return answer;
}

bool contains(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("who waits for news holds nobody up, and hears of the next edition", "[threads]") {
  Served served;
  const FileDescriptor waiting = served.wait();
  CHECK(contains(receive(served.ask("/other"), "edition 1"), "edition 1"));
  char none = 0;
  CHECK(recv(waiting.get(), &none, 1, MSG_DONTWAIT) < 0);
  served.edition = 2;
  CHECK(contains(receive(waiting, "edition 2"), "HTTP/1.1 200 OK"));
}

TEST_CASE("more than so many do not wait", "[threads]") {
  Served served;
  std::vector<FileDescriptor> clients;
  for (int i = 0; i <= NewsRoom::kMostGuests; ++i) clients.push_back(served.wait());
  // Which of them comes last is the loops' affair.
  std::vector<pollfd> polled;
  polled.reserve(clients.size());
  for (const FileDescriptor& client : clients) polled.push_back({client.get(), POLLIN, 0});
  REQUIRE(poll(polled.data(), polled.size(), 20'000) == 1);
  const auto last =
      std::ranges::find_if(polled, [](const pollfd& one) { return one.revents != 0; });
  const FileDescriptor refused = std::move(clients.at(last - polled.begin()));
  clients.erase(clients.begin() + (last - polled.begin()));
  CHECK(contains(receive(refused, "\r\n\r\n"), "503 Service Unavailable"));
  served.edition = 2;
  for (const FileDescriptor& one : clients) CHECK(contains(receive(one, "edition 2"), "200 OK"));
}

TEST_CASE("who goes leaves room for others", "[threads]") {
  Served served;
  for (int i = 0; i < 2 * NewsRoom::kMostGuests; ++i) served.wait();
  std::string answer;
  // As soon as it is heard of.
  for (int attempt = 0; attempt < 100 && !contains(answer, "200 OK"); ++attempt) {
    served.edition = 1;
    const FileDescriptor next = served.wait();
    served.edition = 2;
    answer = receive(next, "\r\n\r\n");
  }
  CHECK(contains(answer, "200 OK"));
}

TEST_CASE("a front that stops answers those who wait at once", "[threads]") {
  Served served;
  const FileDescriptor waiting = served.wait();
  served.front.stop();
  const std::string answer = receive(waiting, "nothing");
  CHECK(contains(answer, "200 OK"));
  CHECK(contains(answer, "Connection: close"));
  served.serving.join();
}
