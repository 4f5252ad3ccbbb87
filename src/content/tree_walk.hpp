#pragma once

#include <string>
#include <string_view>

#include "config/settings.hpp"

namespace almanach {

/// Gets what walk_tree() finds. Paths are below the root, '/' between the parts; the root itself is
/// "".
class TreeVisitor {
 public:
  virtual ~TreeVisitor() = default;

  /// A folder is open and its entries are about to be read: whoever watches it from here on misses
  /// nothing.
  virtual void enter_folder(const std::string& path) = 0;

  /// A symbolic link, before it is looked at. One of the other functions is called for what it
  /// leads to, or none when that is a folder that was entered already.
  virtual void see_link(const std::string& folder, const std::string& name) = 0;

  /// Anything that is neither folder nor link to one. `descriptor` is the open folder, for
  /// fstatat().
  virtual void see_file(int descriptor, const std::string& folder, const char* name) = 0;

  /// An entry, or a folder with what is below it, that could not be read, with the errno.
  virtual void see_unreadable(const std::string& path, int error) = 0;
};

/// "folder/name", or "name" in the root.
std::string join_path(std::string_view folder, std::string_view name);

/// Walks all below `root` but for names that is_ignored_name(), through symbolic links to folders.
/// Returns 0, or the errno with which `root` could not be opened.
///
/// Each real folder is entered once, which ends loops, and those above `root` never. Where several
/// paths lead to it, the one with the fewest links on it is taken, then the first by bytes: adding
/// a link never takes a folder's own path away. The listing and the watcher walk by this one rule,
/// so that they call a file by the same path.
///
/// With FollowLinks::inside, what a link leads to is seen only where it lies below the real path of
/// `root`, which may be a link itself; else the link is unreadable, with EXDEV.
int walk_tree(const std::string& root, FollowLinks follow, TreeVisitor& visitor);

}  // namespace almanach
