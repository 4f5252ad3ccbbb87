#include "control/address.hpp"

#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>
#include <vector>

#include "base/fd.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

constexpr const char* kName = "control";

/// In each folder that may hold it, the likeliest first.
std::vector<std::string> list_places(const StartSettings& start,
                                     const std::optional<std::string>& runtime) {
  if (!start.control.empty()) return {start.control};
  std::vector<std::string> places;
  // Of several folders, separated by colons, the first.
  if (runtime) places.push_back(fs::path(runtime->substr(0, runtime->find(':'))) / kName);
  if (!start.state.empty()) places.push_back(fs::path(start.state) / kName);
  return places;
}

}  // namespace

std::string control_socket_path(const StartSettings& start,
                                const std::optional<std::string>& runtime) {
  const std::vector<std::string> places = list_places(start, runtime);
  return places.empty() ? "" : places.front();
}

std::string find_control_socket(const StartSettings& start,
                                const std::optional<std::string>& runtime) {
  std::vector<std::string> places = list_places(start, runtime);
  const bool is_service = start.state.empty() || start.state == kServiceState;
  if (start.control.empty() && is_service) places.emplace_back(kServiceControl);
  const auto found = std::find_if(places.begin(), places.end(), [](const std::string& place) {
    std::error_code unseen;
    return fs::is_socket(place, unseen);
  });
  return found == places.end() ? places.front() : *found;
}

int probe_local_socket(const std::string& path) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return ENAMETOOLONG;
  path.copy(address.sun_path, path.size());
  const FileDescriptor socket_fd(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
  if (!socket_fd) return errno;
  const bool answers =
      connect(socket_fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  // Of those who wait to be accepted there are too many: somebody listens.
  return answers || errno == EAGAIN ? 0 : errno;
}

}  // namespace almanach
