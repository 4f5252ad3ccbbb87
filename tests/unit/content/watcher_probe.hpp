#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "content/watcher.hpp"

namespace almanach {

/// Asks a watcher until it has told what a test expects. Real events of a real disk take as long as
/// they take: the limit is only reached where the test fails.
class WatcherProbe {
 public:
  explicit WatcherProbe(const std::filesystem::path& root, FollowLinks follow = FollowLinks::inside)
      : watcher(root, follow) {}

  /// Whether `path` is told as a changed file. What else is told is in `seen`.
  bool tells_file(const std::string& path) {
    return tells([&](const FolderChanges& changes) { return changes.files.contains(path); });
  }

  bool tells_rescan() {
    return tells([](const FolderChanges& changes) { return changes.rescan; });
  }

  template <typename Condition>
  bool tells(Condition condition) {
    using namespace std::chrono_literals;
    const auto last_moment = std::chrono::steady_clock::now() + 10s;
    while (std::chrono::steady_clock::now() < last_moment) {
      const FolderChanges changes = watcher.wait(10s, 1ms, 20ms);
      seen.rescan = seen.rescan || changes.rescan;
      seen.files.insert(changes.files.begin(), changes.files.end());
      if (condition(changes)) return true;
    }
    return false;
  }

  Watcher watcher;
  FolderChanges seen;  ///< all that was told; a test may clear it
};

}  // namespace almanach
