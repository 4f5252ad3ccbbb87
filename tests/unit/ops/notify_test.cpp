#include "ops/notify.hpp"

#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cstring>

#include "base/fd.hpp"
#include "support/catch.hpp"

using almanach::FileDescriptor;
using almanach::ServiceNotifier;
using almanach::watchdog_timeout;

namespace {

/// systemd's end of the protocol: a datagram socket that keeps what it is sent.
class Manager {
 public:
  /// `name` as in NOTIFY_SOCKET.
  explicit Manager(const std::string& name)
      : socket_(socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, name.data(), name.size());
    if (name.starts_with('@')) address.sun_path[0] = '\0';
    const auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    REQUIRE(bind(socket_.get(), reinterpret_cast<const sockaddr*>(&address), size) == 0);
  }

  /// The next datagram; empty when there is none.
  std::string received() {
    std::array<char, 512> buffer{};
    const ssize_t size = recv(socket_.get(), buffer.data(), buffer.size(), 0);
    return size < 0 ? "" : std::string(buffer.data(), static_cast<std::size_t>(size));
  }

 private:
  FileDescriptor socket_;
};

class TemporaryFolder {
 public:
  TemporaryFolder() { REQUIRE(mkdtemp(path_.data()) != nullptr); }
  ~TemporaryFolder() {
    unlink(socket().c_str());
    rmdir(path_.c_str());
  }
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;

  std::string socket() const { return path_ + "/notify"; }

 private:
  std::string path_ = "/tmp/almanach-notify-XXXXXX";
};

}  // namespace

TEST_CASE("notify: the manager is told when no descriptor is left") {
  const TemporaryFolder folder;
  Manager manager(folder.socket());
  const ServiceNotifier notifier(folder.socket());
  rlimit before{};
  REQUIRE(getrlimit(RLIMIT_NOFILE, &before) == 0);
  rlimit none = before;
  none.rlim_cur = 0;
  REQUIRE(setrlimit(RLIMIT_NOFILE, &none) == 0);
  const FileDescriptor refused(socket(AF_UNIX, SOCK_DGRAM, 0));
  const bool told = notifier.watchdog();
  REQUIRE(setrlimit(RLIMIT_NOFILE, &before) == 0);
  CHECK_FALSE(refused);
  CHECK(told);
  CHECK(manager.received() == "WATCHDOG=1\n");
}

TEST_CASE("notify: each state is one datagram, at a path") {
  const TemporaryFolder folder;
  Manager manager(folder.socket());
  const ServiceNotifier notifier(folder.socket());

  CHECK(notifier.ready("serving 3 feeds"));
  CHECK(manager.received() == "READY=1\nSTATUS=serving 3 feeds\n");
  CHECK(notifier.stopping());
  CHECK(manager.received() == "STOPPING=1\n");
  CHECK(notifier.watchdog());
  CHECK(manager.received() == "WATCHDOG=1\n");
  CHECK(manager.received().empty());
}

TEST_CASE("notify: an abstract socket, as systemd gives to services in containers") {
  const std::string name = "@almanach-notify-test-" + std::to_string(getpid());
  Manager manager(name);
  CHECK(ServiceNotifier(name).watchdog());
  CHECK(manager.received() == "WATCHDOG=1\n");
}

TEST_CASE("notify: a status is one line, whatever it is made of") {
  const TemporaryFolder folder;
  Manager manager(folder.socket());
  CHECK(ServiceNotifier(folder.socket()).ready("one\r\nSTOPPING=1"));
  CHECK(manager.received() == "READY=1\nSTATUS=one  STOPPING=1\n");
}

TEST_CASE("notify: a start that goes on asks for more time") {
  const TemporaryFolder folder;
  Manager manager(folder.socket());
  CHECK(ServiceNotifier(folder.socket()).starting(std::chrono::seconds(2)));
  CHECK(manager.received() == "EXTEND_TIMEOUT_USEC=2000000\n");
}

TEST_CASE("notify: a reload carries its time on the monotonic clock, never backwards") {
  const TemporaryFolder folder;
  Manager manager(folder.socket());
  const ServiceNotifier notifier(folder.socket());
  const std::string head = "RELOADING=1\nMONOTONIC_USEC=";
  const auto next_time = [&] {
    CHECK(notifier.reloading());
    const std::string text = manager.received();
    REQUIRE(text.starts_with(head));
    return std::stoll(text.substr(head.size()));
  };
  const long long first = next_time();
  CHECK(first > 0);
  CHECK(next_time() >= first);
}

TEST_CASE("notify: nobody to tell is no failure of the service") {
  CHECK_FALSE(ServiceNotifier("").ready("serving"));
  CHECK_FALSE(ServiceNotifier("/nonexistent/notify").watchdog());
  CHECK_FALSE(ServiceNotifier("/" + std::string(sizeof(sockaddr_un), 'x')).stopping());
}

TEST_CASE("watchdog: counts when it is ours") {
  using std::chrono::seconds;
  CHECK(watchdog_timeout("30000000", "42", 42) == seconds(30));
  // Without a process named, systemd means whoever reads it.
  CHECK(watchdog_timeout("30000000", std::nullopt, 42) == seconds(30));
  CHECK_FALSE(watchdog_timeout("30000000", "43", 42));
  CHECK_FALSE(watchdog_timeout(std::nullopt, "42", 42));
  CHECK_FALSE(watchdog_timeout("0", "42", 42));
  CHECK_FALSE(watchdog_timeout("30s", "42", 42));
  CHECK_FALSE(watchdog_timeout("-1", "42", 42));
}
