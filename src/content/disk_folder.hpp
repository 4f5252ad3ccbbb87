#pragma once

#include <filesystem>
#include <string>

#include "base/fd.hpp"
#include "config/settings.hpp"
#include "content/folder.hpp"

namespace almanach {

/// A content folder on a disk. `root` may be a link and need not exist; a relative one is taken
/// from the working directory at construction. Each real folder is listed once, by walk_tree()'s
/// rule; what that does not follow is not read either, whatever is exchanged in between.
class DiskFolder : public Folder {
 public:
  explicit DiskFolder(const std::filesystem::path& root, FollowLinks follow = FollowLinks::inside);

  Listing list() const override;
  ReadResult read(const std::string& path, std::size_t limit) const override;
  std::optional<FileStamp> stat(const std::string& path) const override;

 private:
  /// The descriptor, or none and `error`: the errno, EXDEV for a link that is not followed.
  FileDescriptor open(const std::string& path, int flags, int& error) const;
  ReadResult explain_failure(const std::string& path, int error) const;

  std::string root_;
  FollowLinks follow_;
};

}  // namespace almanach
