#pragma once

#include <chrono>
#include <string>

#include "content/folder_changes.hpp"

namespace almanach {

/// Collects changes until they are due: what Watcher::wait() promises, without disk or clock. One
/// thread.
class ChangeBatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  void add_file(std::string path, Time now);

  /// Notes that everything may have changed. Single files do not matter then, before or after, but
  /// still keep the folder from being quiet.
  void add_rescan(Time now);

  bool empty() const { return changes_.empty(); }
  bool rescan() const { return changes_.rescan; }

  /// When the changes are to be handed over: `quiet` after the last change, at most `patience`
  /// after the first. Precondition: !empty().
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
