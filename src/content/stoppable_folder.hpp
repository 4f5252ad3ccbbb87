#pragma once

#include <atomic>
#include <chrono>
#include <optional>
#include <string>

#include "content/folder.hpp"

namespace almanach {

/// Thrown by StoppableFolder: whoever looks at the folder is to end.
struct FolderStopped {};

/// A folder that can be taken away from a long look at it, and tells that the look gets on: once
/// `stopped` is true, list() and read() throw FolderStopped; before, they note the time.
class StoppableFolder : public Folder {
 public:
  using Moment = std::chrono::steady_clock::time_point;

  /// All are borrowed. `last_look`: when list() or read() was last called.
  StoppableFolder(const Folder& folder, const std::atomic<bool>& stopped,
                  std::atomic<Moment>& last_look)
      : folder_(folder), stopped_(stopped), last_look_(last_look) {}

  Listing list() const override {
    check();
    return folder_.list();
  }
  ReadResult read(const std::string& path, std::size_t limit) const override {
    check();
    return folder_.read(path, limit);
  }
  std::optional<FileStamp> stat(const std::string& path) const override {
    return folder_.stat(path);
  }

 private:
  void check() const {
    if (stopped_) throw FolderStopped();
    last_look_ = std::chrono::steady_clock::now();
  }

  const Folder& folder_;
  const std::atomic<bool>& stopped_;
  std::atomic<Moment>& last_look_;
};

}  // namespace almanach
