#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace almanach {

/// The state of a file, as far as it can be known without reading it: where one of these differs,
/// the bytes may differ.
struct FileStamp {
  std::string path;              ///< below the content folder, '/' between the parts
  std::uint64_t size = 0;        ///< bytes
  std::int64_t modified_ns = 0;  ///< last write, nanoseconds since 1970 (mtime)
  std::uint64_t inode = 0;
  std::uint64_t device = 0;
  /// Last change of bytes or attributes (ctime): differs even where a tool has put the old mtime
  /// back.
  std::int64_t changed_ns = 0;

  bool operator==(const FileStamp&) const = default;
  /// Whether the other is of the same state, whatever the path.
  bool is_same_state(const FileStamp& other) const {
    return size == other.size && modified_ns == other.modified_ns && inode == other.inode &&
           device == other.device && changed_ns == other.changed_ns;
  }
};

/// A file or folder that is there but cannot be read.
struct Unreadable {
  std::string path;    ///< below the content folder; empty: the content folder itself
  std::string reason;  ///< the system's, one line
  std::string cure;    ///< see explain_denial(); empty: it is not for want of rights

  bool operator==(const Unreadable&) const = default;
};

/// All that a content folder holds at one moment.
struct Listing {
  /// Regular files, sorted by path (bytewise). Links to files and folders are followed; names that
  /// is_ignored_name() are left out with all below them.
  std::vector<FileStamp> files;
  /// Sorted by path. Of a folder named here nothing, or not all, is in `files`: what was known of
  /// it before is to be kept. A link to nowhere is among them: its target may be on a disk not yet
  /// mounted.
  std::vector<Unreadable> unreadable;
  /// The content folder does not exist; `files` and `unreadable` are empty.
  bool root_missing = false;
};

/// The bytes of a file, or why they are not to be had.
struct ReadResult {
  std::optional<std::string> bytes;  ///< the whole file
  FileStamp stamp;                   ///< of exactly these bytes; only set with them
  std::string reason;                ///< without bytes: what hinders, one line
  std::string cure;                  ///< see Unreadable
  /// The file does not exist, though the folder that would hold it can be looked into. False where
  /// the whole content folder is missing, or a link on the way leads nowhere.
  bool gone = false;
};

/// The content folder as the rest of the program sees it. Paths are relative to it. All functions
/// may be called from several threads at once; none throws but for want of memory or of descriptors
/// (std::bad_alloc, std::system_error), or where a StoppableFolder was stopped.
class Folder {
 public:
  virtual ~Folder() = default;

  virtual Listing list() const = 0;

  /// Reads a whole file of at most `limit` bytes. Links are followed; anything but a regular file
  /// is refused without waiting for it. A file that goes on changing while it is read is refused
  /// after a few attempts.
  virtual ReadResult read(const std::string& path, std::size_t limit) const = 0;

  /// The stamp of a regular file, links followed, or empty when there is none or it cannot be
  /// looked at.
  virtual std::optional<FileStamp> stat(const std::string& path) const = 0;
};

}  // namespace almanach
