#pragma once

#include <optional>
#include <string>
#include <vector>

#include "content/folder.hpp"

namespace almanach {

/// A content file that is to be read.
struct FileToRead {
  std::string path;
  bool must_parse = false;  ///< even if its bytes are the same: the feed's settings have changed
  std::optional<FileStamp> stamp;  ///< by the listing; empty: none was made
};

/// Adds those of `waiting` that are not among the `files` yet; of the others it keeps whether they
/// must be parsed. One thread.
void add_waiting(std::vector<FileToRead>& files, std::vector<FileToRead> waiting);

/// Puts small files, whose cost is small too, before larger ones: a save of one never waits for
/// another's. Asks the folder for sizes that are not known. One thread.
void sort_by_size(std::vector<FileToRead>& files, const Folder& folder);

/// Puts large files behind the others, which stay in their order: at a start there may be very
/// many, in the order in which the cache has them. One thread.
void put_large_last(std::vector<FileToRead>& files);

}  // namespace almanach
