#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace almanach {

/// The names of the content files in a folder, and feed.yml: what a file is to be read among, since
/// a folder's files are read in the light of each other. Throws std::filesystem::filesystem_error.
std::set<std::string> list_beside(const std::filesystem::path& folder);

}  // namespace almanach
