#include "http/front.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>
#include <thread>

#include "base/log.hpp"
#include "http/connection.hpp"

namespace almanach {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kSweepInterval{1};
constexpr std::chrono::seconds kDrainPatience{5};
constexpr int kEventsAtOnce = 256;

[[noreturn]] void throw_system_error(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

/// The peer's address in digits; empty for a local socket.
std::string format_address(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&address)->sin_addr, text.data(),
              text.size());
  } else if (address.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr, text.data(),
              text.size());
  }
  return text.data();
}

bool is_this_machine(const std::string& client) {
  return client.empty() || client.rfind("127.", 0) == 0 || client == "::1";
}

}  // namespace

bool ConnectionCount::admit(const std::string& client) {
  const std::lock_guard lock(mutex_);
  if (total_ >= limits_.max_connections) return false;
  if (!is_this_machine(client)) {
    std::uint32_t& mine = by_client_[client];
    if (mine >= limits_.max_connections_per_client) return false;
    ++mine;
  }
  ++total_;
  return true;
}

void ConnectionCount::release(const std::string& client) {
  const std::lock_guard lock(mutex_);
  --total_;
  const auto mine = by_client_.find(client);
  if (mine != by_client_.end() && --mine->second == 0) by_client_.erase(mine);
}

/// One thread's connections.
class Front::Loop {
 public:
  explicit Loop(Front& front) : front_(front), epoll_(epoll_create1(EPOLL_CLOEXEC)) {
    if (!epoll_) throw_system_error("epoll_create1");
    watch(front_.wake_.get(), EPOLLIN);
    watch_listeners();
  }

  ~Loop() {
    for (const auto& [socket, connection] : connections_)
      front_.count_.release(connection->client());
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;

  void run() {
    Clock::time_point next_sweep = Clock::now() + kSweepInterval;
    Clock::time_point drain_end = Clock::time_point::max();
    while (true) {
      std::array<epoll_event, kEventsAtOnce> events{};
      const int count =
          epoll_wait(epoll_.get(), events.data(), kEventsAtOnce,
                     static_cast<int>(std::chrono::milliseconds(kSweepInterval).count()));
      if (count < 0 && errno != EINTR) throw_system_error("epoll_wait");
      const Clock::time_point now = Clock::now();
      for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)].data.fd, now);
      if (front_.stopping_ && drain_end == Clock::time_point::max()) {
        drain_end = now + kDrainPatience;
        begin_drain(now);
      }
      if (now >= next_sweep) {
        next_sweep = now + kSweepInterval;
        sweep(now);
      }
      if (front_.stopping_ && (connections_.empty() || now >= drain_end)) return;
    }
  }

 private:
  void watch(int descriptor, std::uint32_t events) {
    epoll_event event{};
    event.events = events;
    event.data.fd = descriptor;
    if (epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, descriptor, &event) != 0)
      throw_system_error("epoll_ctl");
  }

  void watch_listeners() {
    // EPOLLEXCLUSIVE: a new connection wakes one thread, not all.
    for (const FileDescriptor& listener : front_.listeners_)
      watch(listener.get(), EPOLLIN | EPOLLEXCLUSIVE);
    listening_ = true;
  }

  void unwatch_listeners() {
    for (const FileDescriptor& listener : front_.listeners_)
      epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener.get(), nullptr);
    listening_ = false;
  }

  void handle(int descriptor, Clock::time_point now) {
    const auto connection = connections_.find(descriptor);
    if (connection != connections_.end()) {
      advance(*connection->second, now);
    } else if (std::any_of(front_.listeners_.begin(), front_.listeners_.end(),
                           [&](const auto& l) { return l.get() == descriptor; })) {
      accept_some(descriptor, now);
    }
  }

  void accept_some(int listener, Clock::time_point now) {
    if (front_.stopping_) return;
    for (int i = 0; i < 16; ++i) {
      sockaddr_storage address{};
      socklen_t size = sizeof address;
      FileDescriptor socket(accept4(listener, reinterpret_cast<sockaddr*>(&address), &size,
                                    SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (!socket) {
        const bool exhausted =
            errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
        if (exhausted) {
          // Waiting connections would be told again and again; the next sweep looks again.
          log_warning("no more connections can be accepted: {}",
                      std::generic_category().message(errno));
          unwatch_listeners();
        }
        return;
      }
      open_connection(std::move(socket), format_address(address), now);
    }
  }

  void open_connection(FileDescriptor socket, std::string client, Clock::time_point now) {
    if (!front_.count_.admit(client)) return;
    const int on = 1;
    // Fails for a local socket, which has no such delay.
    setsockopt(socket.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const int descriptor = socket.get();
    auto connection = std::make_unique<Connection>(std::move(socket), std::move(client),
                                                   front_.exchange_, front_.limits_, now);
    watch(descriptor, EPOLLIN);
    Connection& added = *connections_.emplace(descriptor, std::move(connection)).first->second;
    advance(added, now);
  }

  void advance(Connection& connection, Clock::time_point now) {
    const Connection::Wants before = connection.wants();
    const Connection::Wants wants = connection.advance(now);
    if (wants == Connection::Wants::close) {
      close(connection);
    } else if (wants != before) {
      epoll_event event{};
      event.events = wants == Connection::Wants::write ? EPOLLOUT : EPOLLIN;
      event.data.fd = connection.socket();
      if (epoll_ctl(epoll_.get(), EPOLL_CTL_MOD, connection.socket(), &event) != 0)
        throw_system_error("epoll_ctl");
    }
  }

  void close(const Connection& connection) {
    front_.count_.release(connection.client());
    connections_.erase(connection.socket());  // closing the socket takes it out of epoll
  }

  std::vector<Connection*> all_connections() const {
    std::vector<Connection*> all;
    for (const auto& [socket, connection] : connections_) all.push_back(connection.get());
    return all;
  }

  void sweep(Clock::time_point now) {
    for (Connection* connection : all_connections()) {
      if (!connection->is_overdue(now)) continue;
      connection->give_up(now);
      advance(*connection, now);
    }
    if (!listening_ && !front_.stopping_) watch_listeners();
  }

  void begin_drain(Clock::time_point now) {
    if (listening_) unwatch_listeners();
    // The wake-up stays readable for the other threads; this one has heard it.
    epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, front_.wake_.get(), nullptr);
    for (Connection* connection : all_connections()) {
      connection->finish_soon();
      advance(*connection, now);
    }
  }

  Front& front_;
  FileDescriptor epoll_;
  bool listening_ = false;
  std::unordered_map<int, std::unique_ptr<Connection>> connections_;
};

Front::Front(std::vector<FileDescriptor> listeners, const Limits& limits, Exchange::Handler handler)
    : listeners_(std::move(listeners)),
      limits_(limits),
      exchange_(std::move(handler)),
      count_(limits_),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!wake_) throw_system_error("eventfd");
}

Front::~Front() = default;

void Front::run(unsigned threads) {
  std::vector<std::unique_ptr<Loop>> loops;
  for (unsigned i = 0; i < std::max(1U, threads); ++i)
    loops.push_back(std::make_unique<Loop>(*this));
  std::exception_ptr failure;
  std::mutex failure_mutex;
  {
    std::vector<std::jthread> pool;
    for (const auto& loop : loops) {
      pool.emplace_back([&, running = loop.get()] {
        try {
          running->run();
        } catch (...) {
          // Thrown again below, once the other threads have ended too.
          const std::lock_guard lock(failure_mutex);
          if (!failure) failure = std::current_exception();
          stop();
        }
      });
    }
  }
  if (failure) std::rethrow_exception(failure);
}

void Front::stop() noexcept {
  stopping_ = true;
  const std::uint64_t one = 1;
  // Can only fail when the counter is full, and then the wake-up is on its way.
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one, sizeof one);
}

}  // namespace almanach
