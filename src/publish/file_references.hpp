#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "content/folder.hpp"
#include "parse/site_pages.hpp"

namespace almanach {

/// Which files hang on which others. One thread.
class FileReferences {
 public:
  bool empty() const { return referrers_.empty(); }

  /// Notes all paths that a file hangs on, in place of those before.
  void note(const std::string& file, std::vector<std::string> others);
  /// The files that hang on a path.
  const std::set<std::string>& referrers_of(const std::string& path) const;

 private:
  std::map<std::string, std::vector<std::string>> others_;  ///< by file
  std::map<std::string, std::set<std::string>> referrers_;  ///< by path
};

/// The files of a folder, for one that names them.
class FolderPages : public SitePages {
 public:
  /// `folder` is borrowed; `limit`: bytes of a file.
  FolderPages(const Folder& folder, std::size_t limit) : folder_(folder), limit_(limit) {}

 private:
  std::optional<std::string> find(const std::string& path) override {
    return folder_.read(path, limit_).bytes;
  }

  const Folder& folder_;
  std::size_t limit_;
};

}  // namespace almanach
