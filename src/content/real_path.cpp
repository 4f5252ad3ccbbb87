#include "content/real_path.hpp"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <array>
#include <climits>

namespace almanach {

std::string real_path_of(int descriptor) {
  const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
  std::array<char, PATH_MAX> path{};
  const ssize_t size = ::readlink(link.c_str(), path.data(), path.size());
  if (size <= 0 || path.front() != '/') return {};
  return {path.data(), static_cast<std::size_t>(size)};
}

bool lies_inside(int descriptor, const std::string& real_root) {
  const std::string path = real_path_of(descriptor);
  if (path.empty() || real_root.empty()) return false;
  const std::string below = real_root.back() == '/' ? real_root : real_root + '/';
  return path == real_root || path.starts_with(below);
}

FileDescriptor open_without_links(int folder, const std::string& path, int flags) {
  struct open_how how{};
  how.flags = static_cast<unsigned int>(flags) | O_CLOEXEC;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  return FileDescriptor(
      static_cast<int>(::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how)));
}

}  // namespace almanach
