#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "content/folder.hpp"

namespace almanach {

/// What the last look at the whole content folder could see: whether what was not found is missing
/// or only hidden. One thread.
class ContentSight {
 public:
  /// `root` is what the content folder is called in messages.
  explicit ContentSight(std::string root) : root_(std::move(root)) {}

  /// Begins a look with what the folder lists. Nothing is in sight until show_root() is called.
  /// False: the content folder is missing.
  bool begin(const Listing& listing);
  /// Notes a file whose name is_misnamed(), or the first folder on its path that is; of several
  /// files one after the other in that folder, once.
  void note_misnamed(std::string_view path);
  /// The content folder has no content. `known`: it had some before, so that this is more likely a
  /// mount or a checkout in the making than the end of all events; otherwise more likely a folder
  /// that is to be mounted, or filled.
  void note_empty(bool known);
  /// The content folder can be seen.
  void show_root() { root_visible_ = true; }

  /// Whether the last look found a content folder with something in it; true before the first.
  bool root_visible() const { return root_visible_; }
  /// Whether it came to see all of that.
  bool sees_everything() const { return root_visible_ && unreadable_.empty(); }
  /// What hides content that may come into sight without a change of the folder being told (a
  /// mount, say), one line; empty where all of it is seen.
  const std::string& obstacle() const { return obstacle_; }
  /// False for what lies in, or below, a folder that could not be looked into. `path` is that of a
  /// file or folder below the content folder.
  bool is_in_sight(const std::string& path) const;
  /// What could not be looked into.
  const std::vector<Unreadable>& unreadable() const { return unreadable_; }
  /// What hinders the sight, and names that cannot be served.
  const Problems& problems() const { return problems_; }

 private:
  std::string root_;
  bool root_visible_ = true;
  std::vector<Unreadable> unreadable_;
  std::string obstacle_;
  Problems problems_;
};

/// Whether a path is not UTF-8: neither an address nor a message could hold it. Any thread.
bool is_misnamed(std::string_view path);

}  // namespace almanach
