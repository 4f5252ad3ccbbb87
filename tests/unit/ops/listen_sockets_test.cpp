#include "ops/listen_sockets.hpp"

#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "support/catch.hpp"

using almanach::FileDescriptor;
using almanach::take_passed_sockets;

namespace {

constexpr int kOwnPid = 42;
// Where the tests put their sockets: 3, where systemd does, may be in use by the test program.
constexpr int kFirst = 400;

FileDescriptor listening_socket() {
  FileDescriptor listener(socket(AF_INET, SOCK_STREAM, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  REQUIRE(bind(listener.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
  REQUIRE(listen(listener.get(), 1) == 0);
  return listener;
}

/// As systemd does before it starts the service; who opened it keeps nothing.
void place(const FileDescriptor& socket, int descriptor) {
  REQUIRE(dup2(socket.get(), descriptor) == descriptor);
}

bool is_open(int descriptor) {
  return fcntl(descriptor, F_GETFD) >= 0;
}

}  // namespace

TEST_CASE("passed sockets: taken in their order, owned, closed on exec, non-blocking") {
  place(listening_socket(), kFirst);
  place(listening_socket(), kFirst + 1);
  {
    const auto sockets = take_passed_sockets("2", "42", kOwnPid, kFirst);
    REQUIRE(sockets.size() == 2);
    CHECK(sockets[0].get() == kFirst);
    CHECK(sockets[1].get() == kFirst + 1);
    CHECK(fcntl(kFirst, F_GETFD) == FD_CLOEXEC);
    // A blocking accept() would stop the thread that serves everybody else.
    CHECK((fcntl(kFirst + 1, F_GETFL) & O_NONBLOCK) != 0);
  }
  CHECK_FALSE(is_open(kFirst));
  CHECK_FALSE(is_open(kFirst + 1));
}

TEST_CASE("passed sockets: none, or another process's, are left alone") {
  place(listening_socket(), kFirst);
  const FileDescriptor still_ours(kFirst);
  CHECK(take_passed_sockets(std::nullopt, std::nullopt, kOwnPid, kFirst).empty());
  CHECK(take_passed_sockets("1", "43", kOwnPid, kFirst).empty());
  CHECK(take_passed_sockets("1", std::nullopt, kOwnPid, kFirst).empty());
  CHECK(take_passed_sockets("0", "42", kOwnPid, kFirst).empty());
  CHECK(is_open(kFirst));
}

TEST_CASE("passed sockets: what cannot be accepted from is refused") {
  SECTION("a stream socket that does not listen") {
    place(FileDescriptor(socket(AF_INET, SOCK_STREAM, 0)), kFirst);
  }
  SECTION("a datagram socket") {
    place(FileDescriptor(socket(AF_INET, SOCK_DGRAM, 0)), kFirst);
  }
  SECTION("a file") {
    place(FileDescriptor(open("/dev/null", O_RDONLY | O_CLOEXEC)), kFirst);
  }
  const FileDescriptor passed(kFirst);
  CHECK_THROWS_AS(take_passed_sockets("1", "42", kOwnPid, kFirst), std::runtime_error);
  CHECK(is_open(kFirst));
}

TEST_CASE("passed sockets: a closed descriptor is refused, and the sockets before it are closed") {
  place(listening_socket(), kFirst);
  REQUIRE_FALSE(is_open(kFirst + 1));
  CHECK_THROWS_AS(take_passed_sockets("2", "42", kOwnPid, kFirst), std::runtime_error);
  CHECK_FALSE(is_open(kFirst));
}

TEST_CASE("passed sockets: a count that is none is refused") {
  for (const char* count : {"two", "-1", "1 ", "5000", "99999999999999999999"}) {
    CHECK_THROWS_AS(take_passed_sockets(count, "42", kOwnPid, kFirst), std::runtime_error);
  }
}
