#pragma once

#include <set>
#include <string>

namespace almanach {

/// What may have changed in the content folder since the last call.
struct FolderChanges {
  /// Everything may have changed: an event queue overflowed, or a folder or a link came, went or
  /// moved. The watches were brought up to date before: what a listing made from now on misses will
  /// be among later changes.
  bool rescan = false;
  /// Files that were written, created, replaced or removed: paths below the content folder, '/'
  /// between the parts, as walk_tree() names them. A path may name a file that is gone again. Empty
  /// where `rescan` is set.
  std::set<std::string> files;

  bool empty() const { return !rescan && files.empty(); }
};

}  // namespace almanach
