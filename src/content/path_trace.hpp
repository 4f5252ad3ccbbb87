#pragma once

#include <functional>
#include <string>
#include <vector>

namespace almanach {

/// One step on the way that a path leads: what `name` in `folder` was found to be.
struct PathStep {
  enum class Kind { missing, folder, link, other };

  std::string folder;  ///< absolute
  std::string name;
  int watch = -1;  ///< what `watch` of trace_path() returned for `folder`
  Kind kind = Kind::missing;
};

/// Follows `path` the way the kernel does, part by part, through each symbolic link on it; the
/// steps are what has to stay as it is for the path to lead where it does. Starts in `folder`
/// (absolute), or at the root where `path` is absolute. Ends at the first name that is missing, or
/// is neither folder nor link, or after as many links as the kernel follows (40).
///
/// `watch` is called with each folder before a name is looked up in it: a watch that is set there
/// misses nothing.
std::vector<PathStep> trace_path(const std::string& folder, const std::string& path,
                                 const std::function<int(const std::string& folder)>& watch);

}  // namespace almanach
