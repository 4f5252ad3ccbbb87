#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace almanach {

/// The folder part of a path below the content folder; empty for a file in the content folder
/// itself.
std::string folder_of(std::string_view path);

/// Feed ids by folder. Parts of the folder's path, slugified, joined by "--"; the content folder
/// itself (an empty folder) is named `root_name`. A reserved or repeated id gets a number; that is
/// reported with the folder as the problem's file. Folders are served in their order: the first
/// keeps the plain id.
std::map<std::string, std::string> assign_feed_ids(const std::vector<std::string>& folders,
                                                   std::string_view root_name, Problems& problems);

/// Slugs by path, for the event files of one folder. The file name without its ending and without a
/// Jekyll date prefix, slugified. Where two would be one, the later in the order given keeps its
/// date prefix, else gets a number; that is reported.
std::map<std::string, std::string> assign_slugs(const std::vector<std::string>& paths,
                                                Problems& problems);

}  // namespace almanach
