#include "server/front.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <thread>
#include <vector>

#include "ops/listener.hpp"
#include "server/connection.hpp"
#include "server/connection_count.hpp"
#include "server/handler.hpp"
#include "support/catch.hpp"
#include "support/fixed_clock.hpp"

using namespace almanach;

namespace {

/// Tells what was asked, so that tests see what reached the program. /long needs a worker.
class Echo : public Handler {
 public:
  QuickAnswer answer_at_once(const Request& request) const override {
    if (request.path == "/long") return NeedsWorker();
    return answer(request);
  }
  Answer answer(const Request& request) const override {
    if (request.path == "/throw") throw std::runtime_error("on purpose");
    Answer answer;
    std::string text =
        request.method + " " + request.path + " " + request.query + " [" + request.body + "]";
    for (const auto& [name, value] : request.headers) {
      if (name.rfind("X-", 0) == 0) text += " " + name + "=" + value;
    }
    answer.headers = {{"Content-Type", "text/plain"}};
    if (request.path == "/large") text = std::string(3'000'000, 'x');
    answer.body.append(std::move(text));
    return answer;
  }
};

/// A connection whose other end the test holds.
class Wire : private Responder {
 public:
  explicit Wire(Limits given = {}, bool proxied = false) : limits(given) {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0, ends) == 0);
    ours.reset(ends[0]);
    Responder& responder = *this;
    connection = std::make_unique<Connection>(FileDescriptor(ends[1]), "192.0.2.1", proxied,
                                              responder, limits, now);
  }

  void send(const std::string& bytes) {
    REQUIRE(write(ours.get(), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    state = connection->advance(now);
  }

  /// All that has come in so far.
  std::string receive() {
    std::string all;
    char buffer[65'536];
    ssize_t count = 0;
    while ((count = read(ours.get(), buffer, sizeof buffer)) > 0)
      all.append(buffer, static_cast<std::size_t>(count));
    return all;
  }

  Limits limits;
  Echo echo;
  ByteBudget requests{static_cast<std::size_t>(limits.requests)};  ///< longer than the connection
  ByteBudget* answers = nullptr;                                   ///< where its answers count
  std::vector<Request> put_off;  ///< requests that deliver() is waited for
  bool admits = true;
  Connection::Time now = std::chrono::steady_clock::now();
  FileDescriptor ours;
  std::unique_ptr<Connection> connection;
  Connection::Wants state = Connection::Wants::read;

  /// The answer to the oldest request that was put off.
  void deliver() {
    connection->deliver(make_reply(put_off.front(), echo.answer(put_off.front()), false), now);
    put_off.erase(put_off.begin());
    state = connection->advance(now);
  }

 private:
  std::optional<Reply> respond(Connection& asking, const RequestHead& head,
                               std::string_view body) override {
    Request request(head, body, asking.client());
    QuickAnswer outcome = answer_at_once_safely(echo, request);
    if (auto* answer = std::get_if<Answer>(&outcome)) {
      Reply reply = make_reply(request, std::move(*answer), asking.is_finishing());
      if (answers != nullptr) count_reply(reply, *answers, asking.group());
      return reply;
    }
    put_off.push_back(std::move(request));
    return std::nullopt;
  }
  bool readmit(Connection& asking, const std::string& client) override {
    asking.set_client(client);
    return admits;
  }
  ByteBudget::Charge open_room(const Connection& asking) override {
    return requests.take(asking.group(), 0);
  }
  Reply refuse(const Connection& /*asking*/, const HeadFault& fault) override {
    return make_fault_reply(fault);
  }
};

std::string body_of(const std::string& answer) {
  return answer.substr(answer.find("\r\n\r\n") + 4);
}

int status_of(const std::string& answer) {
  return answer.size() > 12 ? std::stoi(answer.substr(9, 3)) : 0;
}

}  // namespace

TEST_CASE("a request is answered, and the connection stays open") {
  Wire wire;
  wire.send("GET /a%20b?q=1 HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string first = wire.receive();
  CHECK(first.rfind("HTTP/1.1 200 OK\r\n", 0) == 0);
  CHECK(first.find("Content-Length: 15\r\n") != std::string::npos);
  CHECK(first.find("\r\nDate: ") != std::string::npos);
  CHECK(body_of(first) == "GET /a b q=1 []");
  CHECK(wire.state == Connection::Wants::read);
  wire.send("HEAD /c HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(body_of(wire.receive()).empty());
}

TEST_CASE("requests that come together are answered in order") {
  Wire wire;
  std::string many;
  for (int i = 0; i < 100; ++i)
    many += "GET /" + std::to_string(i) + " HTTP/1.1\r\nHost: x\r\n\r\n";
  wire.send(many);
  std::string answers = wire.receive();
  while (wire.state == Connection::Wants::write) {
    wire.state = wire.connection->advance(wire.now);
    answers += wire.receive();
  }
  std::size_t from = 0;
  for (int i = 0; i < 100; ++i) {
    from = answers.find("GET /" + std::to_string(i) + " ", from);
    REQUIRE(from != std::string::npos);
  }
}

TEST_CASE("methods that the library does not know arrive under their own names") {
  Wire wire;
  wire.send(
      "PROPFIND / HTTP/1.1\r\nHost: x\r\nX-Percent: %41\r\nContent-Length: "
      "4\r\n\r\n<a/>GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answers = wire.receive();
  CHECK(answers.find("PROPFIND /  [<a/>] X-Percent=%41") != std::string::npos);
  CHECK(answers.find("GET /next  []") != std::string::npos);
}

TEST_CASE("ranges are not offered") {
  Wire wire;
  wire.send("GET /a HTTP/1.1\r\nHost: x\r\nRange: bytes=1-2\r\n\r\n");
  const std::string answer = wire.receive();
  CHECK(status_of(answer) == 200);
  CHECK(answer.find("Accept-Ranges: none\r\n") != std::string::npos);
}

TEST_CASE("a client may end the connection after its request") {
  Wire wire;
  wire.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  CHECK(wire.receive().find("Connection: close\r\n") != std::string::npos);
  wire.ours.reset();
  CHECK(wire.connection->advance(wire.now) == Connection::Wants::close);
  Wire old;
  old.send("GET /a HTTP/1.0\r\n\r\n");
  CHECK(status_of(old.receive()) == 200);
  old.ours.reset();
  CHECK(old.connection->advance(old.now) == Connection::Wants::close);
}

TEST_CASE("a client that closed its half is answered all the same") {
  Wire wire;
  REQUIRE(write(wire.ours.get(), "GET /a HTTP/1.1\r\nHost: x\r\n\r\n", 28) == 28);
  REQUIRE(shutdown(wire.ours.get(), SHUT_WR) == 0);
  wire.state = wire.connection->advance(wire.now);
  CHECK(status_of(wire.receive()) == 200);
  CHECK(wire.connection->advance(wire.now) == Connection::Wants::close);
}

TEST_CASE("a refused request ends the connection after its answer") {
  Wire wire;
  wire.send("GET / HTTP/1.1\r\n\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answer = wire.receive();
  CHECK(status_of(answer) == 400);
  CHECK(answer.find("GET /a") == std::string::npos);
  CHECK(wire.state == Connection::Wants::read);
  CHECK(wire.connection->advance(wire.now + std::chrono::seconds(3)) == Connection::Wants::close);
}

TEST_CASE("bodies are waited for, asked for, and limited") {
  Wire wire;
  wire.send("REPORT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(wire.receive() == "HTTP/1.1 100 Continue\r\n\r\n");
  wire.send("ab");
  CHECK(body_of(wire.receive()) == "REPORT /  [ab]");
  Wire large;
  large.send("REPORT / HTTP/1.1\r\nHost: x\r\nContent-Length: 2000000\r\n\r\n");
  CHECK(status_of(large.receive()) == 413);
}

TEST_CASE("a client of HTTP/1.0 is not told to continue") {
  Wire wire;
  wire.send("REPORT / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(wire.receive().empty());
  wire.send("ab");
  CHECK(body_of(wire.receive()) == "REPORT /  [ab]");
}

TEST_CASE("bodies count while they come in, and not once they are answered") {
  Limits limits;
  limits.requests = 1'000'000;
  Wire wire(limits);
  const std::string head = "REPORT / HTTP/1.1\r\nHost: x\r\nContent-Length: 100000\r\n\r\n";
  wire.send(head + std::string(50'000, 'b'));
  CHECK(wire.requests.has_room("192.0.2.9", 900'000));
  CHECK_FALSE(wire.requests.has_room("192.0.2.9", 950'001));
  wire.send(std::string(50'000, 'b'));
  CHECK(status_of(wire.receive()) == 200);
  CHECK(wire.requests.has_room("192.0.2.9", 1'000'000));
}

TEST_CASE("a body for which there is no room is refused, a small request is not") {
  Limits limits;
  limits.requests = 20'000;
  Wire large(limits);
  // One alone may be of any size: another's is held too.
  const ByteBudget::Charge held = large.requests.take("192.0.2.9", 10'000);
  large.send("REPORT / HTTP/1.1\r\nHost: x\r\nContent-Length: 90000\r\n\r\n" +
             std::string(50'000, 'b'));
  const std::string refused = large.receive();
  CHECK(status_of(refused) == 503);
  CHECK(refused.find("\r\nRetry-After: 10\r\n") != std::string::npos);
  const ByteBudget::Charge rest = large.requests.take("192.0.2.9", 100'000);
  Wire small;
  small.send("REPORT / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n" +
             std::string(1'000, 'b'));
  CHECK(status_of(small.receive()) == 200);
}

TEST_CASE("what a client has not taken of an answer counts until it has, or goes") {
  ByteBudget answers(10'000'000);
  std::optional<Wire> wire(std::in_place);
  wire->answers = &answers;
  wire->send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  REQUIRE(wire->state == Connection::Wants::write);
  CHECK(wire->connection->held_bytes() == 3'000'000);
  CHECK(wire->connection->blocked_since() == wire->now);
  CHECK_FALSE(answers.has_room("192.0.2.9", 7'000'001));
  wire.reset();
  CHECK(answers.has_room("192.0.2.9", 10'000'000));
}

TEST_CASE("a slow reader is waited for without a thread") {
  Wire wire;
  wire.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(wire.state == Connection::Wants::write);
  std::size_t received = 0;
  while (wire.state == Connection::Wants::write) {
    received += wire.receive().size();
    wire.state = wire.connection->advance(wire.now);
  }
  received += wire.receive().size();
  CHECK(received > 3'000'000);
  CHECK(received < 3'001'000);
}

TEST_CASE("an answer that takes long is delivered later, and those behind it wait their turn") {
  Wire wire;
  wire.send("GET /long HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(wire.state == Connection::Wants::answer);
  CHECK(wire.receive().empty());
  // However long it takes, the client is not given up for it.
  CHECK_FALSE(wire.connection->is_overdue(wire.now + std::chrono::hours(1)));
  wire.deliver();
  CHECK(wire.state == Connection::Wants::read);
  const std::string answers = wire.receive();
  CHECK(answers.find("GET /long") < answers.find("GET /b"));
  CHECK(answers.find("GET /b") != std::string::npos);
}

TEST_CASE("a proxy in front says whom it speaks for, before the first request") {
  Wire wire({}, true);
  wire.send("PROXY TCP4 203.0.113.7 ");
  CHECK(wire.connection->client() == "192.0.2.1");
  wire.send("127.0.0.1 5000 80\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(wire.connection->client() == "203.0.113.7");
  CHECK(body_of(wire.receive()) == "GET /a  []");
  Wire silent({}, true);
  silent.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(body_of(silent.receive()) == "GET /a  []");
  Wire wrong({}, true);
  wrong.send("PROXY TCP4 nonsense\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(wrong.receive()) == 400);
  Wire full({}, true);
  full.admits = false;
  full.send("PROXY TCP4 203.0.113.7 127.0.0.1 5000 80\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(full.receive().empty());
  // Who is no proxy is not believed.
  Wire stranger;
  stranger.send("PROXY TCP4 203.0.113.7 127.0.0.1 5000 80\r\nGET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(stranger.receive()) == 400);
}

TEST_CASE("time runs out for a head that does not come, and for who does not read") {
  Wire slow;
  slow.send("GET / HT");
  CHECK_FALSE(slow.connection->is_overdue(slow.now + std::chrono::seconds(14)));
  CHECK(slow.connection->is_overdue(slow.now + std::chrono::seconds(16)));
  slow.connection->give_up(slow.now);
  slow.connection->advance(slow.now);
  CHECK(status_of(slow.receive()) == 408);

  Wire deaf;
  deaf.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(deaf.connection->is_overdue(deaf.now + std::chrono::seconds(90)));
  deaf.connection->give_up(deaf.now + std::chrono::seconds(90));
  CHECK(deaf.connection->advance(deaf.now + std::chrono::seconds(90)) == Connection::Wants::close);
}

TEST_CASE("a client that reads a little now and then is not waited for for ever") {
  Wire wire;
  // Each little that is read lets a little more be sent.
  const int buffer = 4'096;
  setsockopt(wire.connection->socket(), SOL_SOCKET, SO_SNDBUF, &buffer, sizeof buffer);
  wire.send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
  const Connection::Time started = wire.now;
  while (!wire.connection->is_overdue(wire.now)) {
    wire.now += std::chrono::seconds(15);
    REQUIRE_FALSE(wire.receive().empty());
    wire.state = wire.connection->advance(wire.now);
    REQUIRE(wire.state == Connection::Wants::write);
  }
  // A kilobyte a second, and a minute.
  CHECK(wire.now - started > std::chrono::seconds(2'900));
  CHECK(wire.now - started < std::chrono::seconds(3'100));
}

TEST_CASE("an error inside is a 500, and the connection goes on") {
  Wire wire;
  wire.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(wire.receive()) == 500);
  wire.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(status_of(wire.receive()) == 200);
}

TEST_CASE("connections are counted, in total and by client") {
  Limits limits;
  limits.max_connections = 3;
  limits.max_connections_per_client = 2;
  ConnectionCount count(limits);
  CHECK(count.admit("192.0.2.1"));
  CHECK(count.admit("192.0.2.1"));
  CHECK_FALSE(count.admit("192.0.2.1"));
  CHECK(count.admit("127.0.0.1"));
  CHECK_FALSE(count.admit("192.0.2.2"));
  count.release("192.0.2.1");
  CHECK(count.admit("192.0.2.1"));
}

TEST_CASE("the addresses of one IPv6 network are one client") {
  CHECK(client_group("192.0.2.1") == "192.0.2.1");
  CHECK(client_group("::ffff:192.0.2.1") == "192.0.2.1");
  CHECK(client_group("2001:db8:1:2:3:4:5:6") == client_group("2001:db8:1:2::1"));
  CHECK(client_group("2001:db8:1:2::1") != client_group("2001:db8:1:3::1"));
  CHECK(client_group("::1") == "::1");
  CHECK(client_group("").empty());
  CHECK(client_group("unknown") == "unknown");
  for (const char* proxy : {"", "127.0.0.1", "::1"}) CHECK(is_shared_group(proxy));
  for (const char* client : {"192.0.2.1", "unknown", "2001:db8::/64"})
    CHECK_FALSE(is_shared_group(client));
}

TEST_CASE("a core is left to what is not serving, where there is more than one") {
  CHECK(FrontThreads::for_cores(0).connections == 1);
  CHECK(FrontThreads::for_cores(1).connections == 1);
  CHECK(FrontThreads::for_cores(2).connections == 1);
  CHECK(FrontThreads::for_cores(8).connections == 7);
  CHECK(FrontThreads::for_cores(0).workers == 1);
  CHECK(FrontThreads::for_cores(8).workers == 8);
}

TEST_CASE("a front tells once that it accepts, and ends when that fails", "[threads]") {
  const Limits limits;
  Metrics metrics;
  const almanach::testing::FixedClock clock;
  Fetches fetches(clock.now());
  const auto config = std::make_shared<const Config>();
  const Echo echo;
  Front front(open_listeners({"127.0.0.1", 0}), limits,
              {echo, [] { return std::uint64_t{1}; }, [&] { return config; }}, metrics, fetches,
              clock);
  int told = 0;
  const auto fail = [&] {
    ++told;
    throw std::runtime_error("nobody to tell");
  };
  CHECK_THROWS_AS(front.run({2, 1}, fail), std::runtime_error);
  CHECK(told == 1);
}

TEST_CASE("many clients are served by a few threads, and a stop lets them finish", "[threads]") {
  const Limits limits;
  std::vector<FileDescriptor> listeners = open_listeners({"127.0.0.1", 0});
  const int port = bound_port(listeners.front());
  Metrics metrics;
  const almanach::testing::FixedClock clock;
  Fetches fetches(clock.now());
  const auto config = std::make_shared<const Config>();
  std::atomic<std::uint64_t> edition{1};
  const Echo echo;
  Front front(std::move(listeners), limits,
              {echo, [&] { return edition.load(); }, [&] { return config; }}, metrics, fetches,
              clock);
  std::jthread serving([&] { front.run({2, 2}); });
  std::atomic<int> good{0};
  {
    std::vector<std::jthread> clients;
    for (int client = 0; client < 8; ++client) {
      clients.emplace_back([&] {
        FileDescriptor socket_fd(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(static_cast<std::uint16_t>(port));
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        if (connect(socket_fd.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
          return;
        for (int i = 0; i < 20; ++i) {
          // Every other one is put off, and made by a worker.
          const std::string path = i % 2 == 0 ? "/x" : "/long";
          const std::string request = "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n";
          if (::send(socket_fd.get(), request.data(), request.size(), MSG_NOSIGNAL) < 0) return;
          std::string answer;
          char buffer[4'096];
          while (answer.find("GET " + path + "  []") == std::string::npos) {
            const ssize_t count = recv(socket_fd.get(), buffer, sizeof buffer, 0);
            if (count <= 0) return;
            answer.append(buffer, static_cast<std::size_t>(count));
          }
          ++good;
        }
      });
    }
  }
  CHECK(good == 160);
  front.stop();
}
