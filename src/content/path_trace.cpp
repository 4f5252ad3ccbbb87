#include "content/path_trace.hpp"

#include <sys/stat.h>

#include <deque>
#include <filesystem>
#include <iterator>
#include <string_view>
#include <system_error>
#include <utility>

namespace almanach {
namespace {

constexpr int most_links = 40;

void put_in_front(std::deque<std::string>& parts, std::string_view path) {
  auto position = parts.begin();
  while (!path.empty()) {
    const std::size_t slash = path.find('/');
    const std::string_view part = path.substr(0, slash);
    if (!part.empty() && part != ".")
      position = std::next(parts.insert(position, std::string(part)));
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
  }
}

PathStep::Kind kind_of(const std::string& path) {
  struct stat status{};
  if (::lstat(path.c_str(), &status) != 0) return PathStep::Kind::missing;
  if (S_ISLNK(status.st_mode)) return PathStep::Kind::link;
  return S_ISDIR(status.st_mode) ? PathStep::Kind::folder : PathStep::Kind::other;
}

}  // namespace

std::vector<PathStep> trace_path(const std::string& folder, const std::string& path,
                                 const std::function<int(const std::string& folder)>& watch) {
  std::vector<PathStep> steps;
  std::string current = path.starts_with('/') ? "" : folder;
  std::deque<std::string> parts;
  put_in_front(parts, path);
  int links = 0;
  while (!parts.empty()) {
    PathStep step;
    step.name = std::move(parts.front());
    parts.pop_front();
    const std::string next = current + '/' + step.name;
    if (step.name == "..") {
      // Left to the kernel: what is above a folder reached by a link is not what is before it in
      // the path.
      current = next;
      continue;
    }
    step.folder = current.empty() ? "/" : current;
    step.watch = watch(step.folder);
    step.kind = kind_of(next);
    steps.push_back(step);
    if (step.kind == PathStep::Kind::folder) {
      current = next;
    } else if (step.kind == PathStep::Kind::link && ++links <= most_links) {
      std::error_code error;
      const std::string target = std::filesystem::read_symlink(next, error).string();
      if (error) break;  // replaced since; whoever watches the folder is told
      if (target.starts_with('/')) current.clear();
      put_in_front(parts, target);
    } else {
      break;
    }
  }
  return steps;
}

}  // namespace almanach
