#pragma once

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>

#include "config/settings.hpp"
#include "content/folder_changes.hpp"

namespace almanach {

/// Watches a folder and all below it with inotify(7), but for names that is_ignored_name(), and
/// through symbolic links to folders (each real folder once, so that a link to a parent ends) and
/// to files. The folder itself may be missing, be replaced, come back, or be a link that is
/// switched: each folder and link on the way to it is watched, as far as they exist.
///
/// A written file counts when its writer closes it. Not noticed, since inotify does not tell: a
/// file changed under another name of it (a hard link outside of the folder), truncate() without a
/// close, and what another machine does on a network file system; and, but for is_stale(), a file
/// system that is mounted over a folder, or unmounted.
///
/// What cannot be watched (the limits of inotify's instances and watches, no permission) is told by
/// complaint() and tried again at each rescan, and by renew().
///
/// Owned and called by one thread, but for interrupt(). Throws std::system_error where the system
/// has no descriptor to give for interrupt().
class Watcher {
 public:
  explicit Watcher(const std::filesystem::path& root, FollowLinks follow = FollowLinks::inside);
  ~Watcher();
  Watcher(const Watcher&) = delete;
  Watcher& operator=(const Watcher&) = delete;

  /// Waits until something has changed, at most `limit`, or until interrupt(). Once a first change
  /// is seen, it collects until the folder has been quiet for `quiet`, at most `patience` from the
  /// first, so that a checkout of a thousand files is one answer and a single save waits for no
  /// more than `quiet`. Nothing changed: an empty answer. What was collected when interrupt() came
  /// is in the answer. Throws std::system_error when inotify breaks down.
  FolderChanges wait(std::chrono::milliseconds limit, std::chrono::milliseconds quiet,
                     std::chrono::milliseconds patience);

  /// Makes a wait() return now, the current or else the next one. Any thread, and signal handlers.
  void interrupt() noexcept;

  /// Why not everything is watched, or empty when all is: the path of a folder, or the content
  /// folder's own, and the system's reason, with the name of the limit that is reached. The caller
  /// then has to renew() and look for itself from time to time.
  const std::string& complaint() const;

  /// Whether the path of a folder that is watched leads to another one now, or to none: something
  /// was mounted over it, or unmounted. Asks the system for each folder. The caller then has to
  /// renew() and look for itself.
  bool is_stale() const;

  /// Watches what is there now, also where that could not be done before. What a listing made from
  /// now on misses will be among later changes, as far as complaint() is empty.
  void renew();

 private:
  class Inotify;
  std::unique_ptr<Inotify> inotify_;
};

}  // namespace almanach
