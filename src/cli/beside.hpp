#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace almanach {

/// What a single file is to be read among, since files are read in the light of each other.
struct FileBeside {
  std::filesystem::path root;   ///< the folder that stands for the content folder
  std::string root_name;        ///< what the feed of files there is called
  std::string name;             ///< of the file, below `root`
  std::set<std::string> files;  ///< the content files to look at, and feed.yml, below `root`
};

/// The folder of a file is its content folder. That of `index.md`, which may be a whole event, is
/// the one above, unless it is `content`, the configured one. `file`: a regular file whose name is
/// UTF-8. Throws std::filesystem::filesystem_error.
FileBeside look_beside(const std::filesystem::path& file, const std::filesystem::path& content);

}  // namespace almanach
