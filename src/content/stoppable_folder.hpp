#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "content/folder.hpp"

namespace almanach {

/// Thrown by StoppableFolder: whoever looks at the folder is to end.
struct FolderStopped {};

/// A folder that can be taken away from a long look at it: once `stopped` is true, list() and
/// read() throw FolderStopped.
class StoppableFolder : public Folder {
 public:
  /// `folder` and `stopped` are borrowed.
  StoppableFolder(const Folder& folder, const std::atomic<bool>& stopped)
      : folder_(folder), stopped_(stopped) {}

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
  }

  const Folder& folder_;
  const std::atomic<bool>& stopped_;
};

}  // namespace almanach
