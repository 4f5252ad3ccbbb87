#pragma once

#include <sys/inotify.h>
#include <sys/types.h>

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/fd.hpp"
#include "config/settings.hpp"
#include "content/change_batch.hpp"

namespace almanach {

/// The inotify watches on a content folder: which there are, what each stands for, and what its
/// events mean.
///
/// Two kinds of folders are watched, and one may be both:
/// - folders of the tree, as walk_tree() enters them: events name files of the content;
/// - folders in which a link, or the content folder itself, is looked up (trace_path()): events
///   matter only where they concern one of the names that are awaited there.
///
/// The watches are never mended piece by piece: a folder or link that comes, goes or moves means a
/// rescan, and with it a rebuild(), which costs less than the listing that the rescan asks for
/// anyway.
class InotifyTree {
 public:
  /// Gives the descriptor of a new instance of inotify, non-blocking; negative, with errno: none is
  /// to be had.
  using Open = std::function<int()>;

  /// `root` is absolute. `open` is called by rebuild() until it has given an instance. Nothing is
  /// watched before rebuild().
  explicit InotifyTree(std::string root, FollowLinks follow = FollowLinks::inside,
                       Open open = open_inotify);

  /// inotify_init1(2).
  static int open_inotify();

  /// Readable when there are events; negative while inotify is not to be had.
  int descriptor() const { return inotify_.get(); }

  /// Watches what is there now, and no more. What changes while it runs raises later events. Throws
  /// nothing for what cannot be watched, see complaint().
  void rebuild();

  /// Adds what the next events mean to `batch`, without waiting for any. Reads one buffer, so that
  /// an endless stream of events cannot hold the caller. Throws std::system_error.
  void read_events(ChangeBatch& batch, ChangeBatch::Time now);

  /// See Watcher::complaint() and Watcher::is_stale().
  const std::string& complaint() const { return complaint_; }
  bool is_stale() const;

 private:
  class Builder;

  bool has_inotify();

  /// What depends on a name: all below the content folder, or single files that are links to it.
  struct Awaited {
    bool all = false;
    std::vector<std::string> files;
  };

  struct WatchedFolder {
    std::string location;  ///< absolute
    bool in_tree = false;
    std::string path;                  ///< below the content folder; only if in_tree
    std::pair<dev_t, ino_t> identity;  ///< of what was found at `location`; only if in_tree
    std::map<std::string, Awaited, std::less<>> awaited;
  };

  /// What an event means for the content.
  enum class Effect { none, file, all };

  static Effect effect_on(const std::string& location, const inotify_event& event);
  void note_event(const inotify_event& event, ChangeBatch& batch, ChangeBatch::Time now) const;

  std::string root_;
  FollowLinks follow_;
  Open open_;
  FileDescriptor inotify_;
  std::unordered_map<int, WatchedFolder> folders_;  ///< by watch descriptor
  std::string complaint_;
};

}  // namespace almanach
