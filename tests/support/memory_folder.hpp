#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>

#include "content/folder.hpp"

namespace almanach {

/// A content folder that exists in memory only: for tests, and for looking at what is not on a
/// disk. May be changed by one thread while others read.
class MemoryFolder : public Folder {
 public:
  /// Creates or replaces a file, as an atomic save does: it gets a new inode, so that its stamp
  /// differs even if nothing else does.
  void put(const std::string& path, std::string bytes, std::int64_t modified_ns = 0);

  /// Removes a file; a path that is not there is fine.
  void remove(const std::string& path);

  /// Makes a file, or a folder and all below it, unreadable, until set_readable().
  void set_unreadable(const std::string& path, std::string reason);
  void set_readable(const std::string& path);

  void set_root_missing(bool missing);

  Listing list() const override;
  ReadResult read(const std::string& path, std::size_t limit) const override;
  std::optional<FileStamp> stat(const std::string& path) const override;

 private:
  struct File {
    std::string bytes;
    FileStamp stamp;
  };

  // The reason for `path` or the folder above it that is unreadable, or null. Needs the lock.
  const std::string* hindrance(const std::string& path) const;

  mutable std::mutex mutex_;
  std::map<std::string, File> files_;
  std::map<std::string, std::string> unreadable_;
  std::uint64_t last_inode_ = 0;
  bool root_missing_ = false;
};

}  // namespace almanach
