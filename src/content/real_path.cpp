#include "content/real_path.hpp"

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

}  // namespace almanach
