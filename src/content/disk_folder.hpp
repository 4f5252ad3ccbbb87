#pragma once

#include <filesystem>
#include <string>

#include "content/folder.hpp"

namespace almanach {

/// A content folder on a disk. `root` may be a link and need not exist; a relative one is taken
/// from the working directory at construction. Each real folder is listed once, by walk_tree()'s
/// rule.
class DiskFolder : public Folder {
 public:
  explicit DiskFolder(const std::filesystem::path& root);

  Listing list() const override;
  ReadResult read(const std::string& path, std::size_t limit) const override;
  std::optional<FileStamp> stat(const std::string& path) const override;

 private:
  std::string full_path(const std::string& path) const;
  ReadResult explain_failure(const std::string& path, int error) const;

  std::string root_;
};

}  // namespace almanach
