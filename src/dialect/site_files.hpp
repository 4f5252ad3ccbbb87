#pragma once

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace almanach {

/// What is known of a content file besides its path.
struct FileFacts {
  std::string path;         ///< below the content folder
  bool has_day = false;     ///< it says itself when: a day of an event's own
  bool has_fields = false;  ///< it has front matter, or holds a list
};

/// What the shape of a folder depends on.
struct SiteFiles {
  std::vector<FileFacts> files;  ///< sorted by path
  /// Folders that are feeds whatever they are called: they have settings of their own.
  std::set<std::string> settled;
  /// The content folder is the top of a site, with the generator's own folders in it.
  bool is_whole_site = false;
  std::set<std::string> known;  ///< folders that were served as feeds before
  /// Folders that were served as an event before: they stay one.
  std::set<std::string> bundles;
  /// Paths without language, as "fetes/bal.md", of events that were served: what is called so but
  /// for a language is in that one.
  std::set<std::string> names;
  /// The language of a folder's feed, a tag of RFC 5646.
  std::function<std::string(const std::string& folder)> language_of;
  /// Whether two files hold the same event, by its day and title.
  std::function<bool(const std::string& path, const std::string& other)> are_alike;
};

}  // namespace almanach
