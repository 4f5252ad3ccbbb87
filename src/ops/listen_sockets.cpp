#include "ops/listen_sockets.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>

#include "ops/environment.hpp"

namespace almanach {

namespace {

// No unit file passes more; a number beyond is a mistake that should be said, not a loop of a
// billion turns.
constexpr unsigned long long kMostPassedSockets = 1024;

int socket_option(int descriptor, int option) {
  int value = 0;
  socklen_t size = sizeof value;
  return getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : -1;
}

void require_listening_stream(int descriptor) {
  if (socket_option(descriptor, SO_TYPE) != SOCK_STREAM ||
      socket_option(descriptor, SO_ACCEPTCONN) != 1) {
    throw std::runtime_error(fmt::format(
        "descriptor {}, passed in LISTEN_FDS, is not a listening stream socket: the socket unit "
        "needs ListenStream= and Accept=no",
        descriptor));
  }
}

}  // namespace

std::vector<FileDescriptor> take_passed_sockets(const std::optional<std::string>& count,
                                                const std::optional<std::string>& pid, int own_pid,
                                                int first) {
  if (!count || !names_process(pid, own_pid)) return {};
  const auto number = read_count(*count);
  if (!number || *number > kMostPassedSockets) {
    throw std::runtime_error(fmt::format("LISTEN_FDS is not a number of sockets: {}", *count));
  }
  std::vector<FileDescriptor> sockets;
  sockets.reserve(*number);
  for (int descriptor = first; descriptor < first + static_cast<int>(*number); ++descriptor) {
    // Checked before it is owned: what is no socket of ours is not ours to close.
    require_listening_stream(descriptor);
    fcntl(descriptor, F_SETFD, FD_CLOEXEC);
    fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK);
    sockets.emplace_back(descriptor);
  }
  return sockets;
}

std::vector<FileDescriptor> take_passed_sockets() {
  return take_passed_sockets(read_environment("LISTEN_FDS"), read_environment("LISTEN_PID"),
                             getpid());
}

}  // namespace almanach
