#pragma once

#include <set>
#include <string>

namespace almanach {

/// What may have changed in the content folder since the last call.
struct FolderChanges {
  /// Everything may have: an event queue overflowed, or a folder or a link came, went or moved. The
  /// watches are up to date by the time this is told, so that what a listing made from now on
  /// misses will be told.
  bool rescan = false;
  /// Files that were written, created, replaced or removed: paths below the content folder, '/'
  /// between the parts, as walk_tree() names them. A path may name a file that is gone again. Empty
  /// where `rescan` is set.
  std::set<std::string> files;

  bool empty() const { return !rescan && files.empty(); }
};

}  // namespace almanach
