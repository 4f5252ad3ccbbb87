#pragma once

#include <chrono>
#include <string>

#include "content/folder_changes.hpp"

namespace almanach {

/// Collects changes until they are due: what Watcher::wait() promises, without disk or clock.
class ChangeBatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  void add_file(std::string path, Time now);

  /// From here on single files no longer matter, though they still keep the folder from being
  /// quiet.
  void add_rescan(Time now);

  bool empty() const { return changes_.empty(); }
  bool rescan() const { return changes_.rescan; }

  /// When to tell: `quiet` after the last change, at most `patience` after the first. Precondition:
  /// !empty().
  Time due(std::chrono::nanoseconds quiet, std::chrono::nanoseconds patience) const;

  /// Hands the changes over and starts anew.
  FolderChanges take();

 private:
  void note(Time now);

  FolderChanges changes_;
  Time first_;
  Time last_;
};

}  // namespace almanach
