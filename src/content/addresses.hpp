#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"

namespace almanach {

/// The folder part of a path below the content folder; empty for a file in the content folder
/// itself.
std::string folder_of(std::string_view path);

/// Feed ids by folder. A folder of `known` keeps its id. The others get the parts of their path,
/// slugified, joined by "--"; the content folder itself (an empty folder) is named `root_name`. A
/// reserved or repeated id gets a number; that is reported with the folder as the problem's file.
/// Folders are served in their order: the first keeps the plain id.
std::map<std::string, std::string> assign_feed_ids(const std::vector<std::string>& folders,
                                                   const std::map<std::string, std::string>& known,
                                                   std::string_view root_name, Problems& problems);

/// The slug of an event file: its name without ending and without a Jekyll date prefix, slugified.
/// Where that is reserved or taken the date prefix stays, else it gets a number.
std::string choose_slug(std::string_view path,
                        const std::function<bool(const std::string&)>& is_taken);

/// What to tell of an event that has not the slug its file's name asks for; empty where it has.
std::optional<Problem> describe_other_slug(const std::string& path, const std::string& slug);

}  // namespace almanach
