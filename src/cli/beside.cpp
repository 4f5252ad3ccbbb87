#include "cli/beside.hpp"

#include <system_error>
#include <utility>

#include "base/text.hpp"
#include "parse/content_file.hpp"
#include "publish/rebuild_loop.hpp"

namespace almanach {
namespace {

namespace fs = std::filesystem;

bool is_index(const std::string& name) {
  return name.starts_with("index.");
}

/// The content files of `folder` and feed.yml, behind `prefix`.
void add_files(const fs::path& folder, const std::string& prefix, std::set<std::string>& files) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    if (is_content_file(name) && !find_invalid_utf8(name)) files.insert(prefix + name);
  }
  files.insert(prefix + "feed.yml");
}

/// The events of `folder` that are folders with an index.
void add_bundles(const fs::path& folder, std::set<std::string>& files) {
  for (const auto& entry : fs::directory_iterator(folder)) {
    const std::string name = entry.path().filename().string();
    std::error_code unseen;
    if (find_invalid_utf8(name) || name.starts_with('.') || !entry.is_directory(unseen)) continue;
    for (const char* const index : {"index.md", "index.mdx", "index.markdown", "index.html"}) {
      if (fs::is_regular_file(entry.path() / index, unseen)) files.insert(name + '/' + index);
    }
  }
}

/// As the feed of a collection is called: without its "_".
std::string name_root(const fs::path& root) {
  std::string name = root_name_of(root);
  if (name.size() > 1 && name.front() == '_') name.erase(0, 1);
  return name;
}

}  // namespace

FileBeside look_beside(const fs::path& file, const fs::path& content) {
  const fs::path folder = file.has_parent_path() ? file.parent_path() : fs::path(".");
  const std::string name = file.filename().string();
  const std::string folder_name = root_name_of(folder);
  FileBeside beside{folder, name_root(folder), name, {}};
  std::error_code unseen;
  const bool is_root = folder_name.empty() || fs::equivalent(folder, content, unseen);
  if (!is_index(name) || is_root || find_invalid_utf8(folder_name)) {
    add_files(folder, "", beside.files);
    return beside;
  }
  const fs::path above = (folder / "..").lexically_normal();
  beside.root = above.has_filename() ? above : above.parent_path();
  beside.root_name = name_root(beside.root);
  beside.name = folder_name + '/' + name;
  add_files(beside.root, "", beside.files);
  add_bundles(beside.root, beside.files);
  add_files(folder, folder_name + '/', beside.files);
  return beside;
}

}  // namespace almanach
