#include "dialect/shape.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "content/tree_walk.hpp"
#include "dialect/path_names.hpp"
#include "dialect/site_languages.hpp"

namespace almanach {
namespace {

std::string_view last_part(std::string_view folder) {
  return folder.substr(folder.rfind('/') + 1);
}

std::string_view folder_above(std::string_view folder) {
  const std::size_t slash = folder.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : folder.substr(0, slash);
}

/// One message for a cause, with the first three files. Empty where there are none.
void tell(Problems& problems, const std::vector<std::string>& files, std::string_view what,
          std::string hint) {
  constexpr std::size_t kMostNamed = 3;
  if (files.empty()) return;
  std::string names;
  for (std::size_t i = 0; i < std::min(files.size(), kMostNamed); ++i)
    names += (i == 0 ? "" : ", ") + files[i];
  if (files.size() > kMostNamed) names += ", …";
  problems.push_back(
      {Severity::warning, files.front(), 0, 0,
       fmt::format("{} {} {}: {}", files.size(), files.size() == 1 ? "file" : "files", what, names),
       std::move(hint)});
}

/// The name of a folder that is an event: that of the date where it is one ("2026/01/30").
std::string event_name(std::string_view folder, std::string_view ending) {
  if (!is_date_folder(folder)) return std::string(folder).append(ending);
  std::string name(last_part(folder));
  std::string_view above = folder_above(folder);
  while (!above.empty() && is_date_folder(above)) {
    name.insert(0, "-").insert(0, last_part(above));
    above = folder_above(above);
  }
  return join_path(above, name).append(ending);
}

}  // namespace

/// The finding under way; its functions are its steps, to be called in order.
class ShapeFinder {
 public:
  explicit ShapeFinder(const SiteFiles& site) : site_(site), languages_(site) {}

  void ignore_names();
  void join_languages();
  void count_days();
  void find_bundles();
  void find_sections();
  void place_all();
  Shape take_result();

 private:
  using Group = std::vector<const FileFacts*>;

  bool was_known(std::string_view folder) const;
  bool is_ignored_folder(std::string_view folder);
  bool is_hidden_by_name(std::string_view folder);
  bool is_settled(std::string_view folder) const {
    return site_.settled.count(std::string(folder)) != 0;
  }
  bool is_left_out(const FileFacts& file) const { return shape_.odd_.count(file.path) != 0; }
  void leave_out(const FileFacts& file, FileRole role, const std::string& main = "");
  std::string find_original(const FileFacts& file) const;
  void join(const Group& group);
  bool is_index(const FileFacts& file) const;
  bool holds_bundles(const std::string& folder) const;
  std::string_view bundle_of(std::string_view folder) const;
  std::string find_feed_of(std::string_view folder) const;
  const std::string& feed_of(const std::string& folder);

  const SiteFiles& site_;
  SiteLanguages languages_;
  Shape shape_;
  std::map<std::string, bool, std::less<>> ignored_;         ///< folders
  std::map<std::string, std::size_t, std::less<>> days_;     ///< files with a day in and below it
  std::map<std::string, std::string, std::less<>> bundles_;  ///< folder: path of its index
  std::unordered_map<std::string, std::string> feeds_;       ///< by folder
};

/// Whether the folder, or one below it, was a feed.
bool ShapeFinder::was_known(std::string_view folder) const {
  const std::string name(folder);
  if (site_.known.count(name) != 0 || is_settled(folder)) return true;
  const auto below = site_.known.lower_bound(name + "/");
  return below != site_.known.end() && below->starts_with(name + "/");
}

bool ShapeFinder::is_ignored_folder(std::string_view folder) {
  if (folder.empty()) return false;
  if (const auto found = ignored_.find(folder); found != ignored_.end()) return found->second;
  const std::string_view above = folder_above(folder);
  const std::string_view name = last_part(folder);
  const bool at_top = is_machinery(name) || (site_.is_whole_site && is_made_by_programs(name));
  const bool by_name = above.empty() ? at_top : name.starts_with('_');
  const bool ignored = is_ignored_folder(above) || (by_name && !was_known(folder));
  ignored_.emplace(folder, ignored);
  return ignored;
}

/// Whether a folder that is ignored is so for a '_' below the top, and not for what it is at the
/// top.
bool ShapeFinder::is_hidden_by_name(std::string_view folder) {
  const std::string_view top = folder.substr(0, folder.find('/'));
  return !is_ignored_folder(top);
}

void ShapeFinder::leave_out(const FileFacts& file, FileRole role, const std::string& main) {
  FilePlace& placement = shape_.odd_[file.path];
  placement.role = role;
  placement.name = file.path;
  placement.main = main;
}

/// The file beside this one that it is a copy of; empty: it is none.
std::string ShapeFinder::find_original(const FileFacts& file) const {
  const PathParts parts = take_apart(file.path);
  const auto copy = copy_name(parts.stem);
  if (!copy) return {};
  const std::string original = join_path(parts.folder, copy->original).append(parts.ending);
  const auto found = std::lower_bound(
      site_.files.begin(), site_.files.end(), original,
      [](const FileFacts& one, const std::string& path) { return one.path < path; });
  if (found == site_.files.end() || found->path != original) return {};
  const bool same =
      copy->conflict || !file.has_day || (found->has_day && site_.are_alike(file.path, original));
  return same ? original : std::string();
}

void ShapeFinder::ignore_names() {
  std::vector<std::string> copies;
  std::vector<std::string> templates;
  std::vector<std::string> hidden;
  std::vector<std::string> machinery;
  for (const FileFacts& file : site_.files) {
    const PathParts parts = take_apart(file.path);
    const bool in_ignored = is_ignored_folder(parts.folder);
    if (!in_ignored && is_section_name(file.path)) {
      leave_out(file, FileRole::section);
    } else if (in_ignored || parts.stem.starts_with('_')) {
      leave_out(file, FileRole::ignored);
      // Jekyll's own configuration is nobody's event, even where it cannot be read.
      const bool is_config = parts.folder.empty() && parts.stem == "_config";
      const bool is_named = parts.stem.starts_with('_') || is_hidden_by_name(parts.folder);
      if (file.has_day && !is_config) (is_named ? hidden : machinery).push_back(file.path);
    } else if (is_template_name(parts.stem)) {
      leave_out(file, FileRole::ignored);
      if (file.has_day) templates.push_back(file.path);
    } else if (const std::string original = find_original(file); !original.empty()) {
      leave_out(file, FileRole::ignored, original);
      copies.push_back(file.path);
    }
  }
  tell(shape_.problems_, copies, "taken for copies of the files beside them, and not served",
       "delete them, or rename what is an event of its own");
  tell(shape_.problems_, templates, "taken for templates, and not served",
       "rename what is an event");
  tell(shape_.problems_, hidden,
       "not served for their names: \"_\" before a name means that it is no page",
       "rename what is an event");
  tell(shape_.problems_, machinery,
       "not served: they lie in folders that site generators and their tools work with",
       "move what is an event to the folder of the events");
}

/// Of files that are one event in several languages, the one that the feed serves: in its language,
/// else the one without language, else the first.
void ShapeFinder::join(const Group& group) {
  const std::string_view folder = take_apart(group.front()->path).folder;
  const std::string wanted = site_.language_of(find_feed_of(folder));
  const FileFacts* main = nullptr;
  int best = 0;
  for (const FileFacts* file : group) {
    if (!file->has_day) continue;
    const std::string language = languages_.without_languages(file->path).language;
    constexpr int kWanted = 3;
    const int rank = is_same_language(language, wanted) ? kWanted : language.empty() ? 2 : 1;
    if (rank > best) main = file;
    best = std::max(best, rank);
  }
  if (main == nullptr) return;
  for (const FileFacts* file : group) {
    if (file != main) leave_out(*file, FileRole::variant, main->path);
  }
}

void ShapeFinder::join_languages() {
  if (!languages_.any()) return;
  std::map<std::string, Group> groups;
  for (const FileFacts& file : site_.files) {
    if (is_left_out(file)) continue;
    groups[languages_.without_languages(file.path).path].push_back(&file);
  }
  for (const auto& [path, group] : groups) {
    if (group.size() > 1) join(group);
  }
}

bool ShapeFinder::is_index(const FileFacts& file) const {
  const SiteLanguages::Plain plain = languages_.without_languages(file.path);
  const PathParts parts = take_apart(plain.path);
  return parts.stem == "index" && is_page_ending(parts.ending);
}

void ShapeFinder::count_days() {
  for (const FileFacts& file : site_.files) {
    if (!file.has_day || is_left_out(file)) continue;
    std::string_view folder = take_apart(file.path).folder;
    for (;; folder = folder_above(folder)) {
      const auto found = days_.find(folder);
      if (found == days_.end()) {
        days_.emplace(folder, 1);
      } else {
        ++found->second;
      }
      if (folder.empty()) break;
    }
  }
}

bool ShapeFinder::holds_bundles(const std::string& folder) const {
  const auto below = bundles_.lower_bound(folder + "/");
  return below != bundles_.end() && below->first.starts_with(folder + "/");
}

void ShapeFinder::find_bundles() {
  std::vector<std::pair<std::string, const FileFacts*>> mixed;
  for (const FileFacts& file : site_.files) {
    const std::string folder(take_apart(file.path).folder);
    const bool may_be = file.has_day && !folder.empty() && !is_settled(folder);
    if (!may_be || is_left_out(file) || !is_index(file)) continue;
    if (days_.find(folder)->second == 1) {
      bundles_.emplace(folder, file.path);
    } else {
      mixed.emplace_back(folder, &file);
    }
  }
  if (mixed.empty()) return;
  std::map<std::string, std::size_t> usual;  // bundles by feed
  for (const auto& [folder, index] : bundles_) ++usual[find_feed_of(folder_above(folder))];
  std::map<std::string, std::size_t> others;
  for (const auto& [folder, index] : mixed) ++others[find_feed_of(folder_above(folder))];
  std::vector<std::string> shared;
  std::vector<std::pair<std::string, const FileFacts*>> alike;
  for (const auto& [folder, index] : mixed) {
    const std::string feed = find_feed_of(folder_above(folder));
    const bool as_before = site_.bundles.count(folder) != 0;
    const bool is_usual = usual[feed] > 1 && usual[feed] > others[feed] && !holds_bundles(folder);
    if (as_before || is_usual) {
      alike.emplace_back(folder, index);
    } else {
      shared.push_back(index->path);
    }
  }
  for (const auto& [folder, index] : alike) bundles_.emplace(folder, index->path);
  tell(shape_.problems_, shared,
       "named index with a day beside other files with a day: all are taken for events",
       "take the day out of an index that is the page of its folder, or out of what belongs to it");
}

void ShapeFinder::find_sections() {
  for (const FileFacts& file : site_.files) {
    if (file.has_day || is_left_out(file) || !is_index(file)) continue;
    if (days_.find(take_apart(file.path).folder) != days_.end()) leave_out(file, FileRole::section);
  }
}

/// The folder of the event that the files of a folder belong to; empty: none.
std::string_view ShapeFinder::bundle_of(std::string_view folder) const {
  std::string_view bundle;
  for (; !folder.empty() && !is_settled(folder); folder = folder_above(folder)) {
    if (bundles_.find(folder) != bundles_.end()) bundle = folder;
  }
  return bundle;
}

std::string ShapeFinder::find_feed_of(std::string_view folder) const {
  if (const std::string_view bundle = bundle_of(folder); !bundle.empty())
    folder = folder_above(bundle);
  while (!folder.empty() && !is_settled(folder) &&
         (is_date_folder(folder) || languages_.is_folder(folder))) {
    folder = folder_above(folder);
  }
  return is_settled(folder) ? std::string(folder)
                            : languages_.in_language(folder, site_.language_of);
}

const std::string& ShapeFinder::feed_of(const std::string& folder) {
  const auto [entry, fresh] = feeds_.try_emplace(folder);
  if (fresh) entry->second = find_feed_of(folder);
  if (fresh && entry->second != folder) shape_.feeds_[folder] = entry->second;
  return entry->second;
}

void ShapeFinder::place_all() {
  std::vector<std::string> parts_with_days;
  for (const FileFacts& file : site_.files) {
    const PathParts parts = take_apart(file.path);
    const std::string folder(parts.folder);
    FilePlace placement{feed_of(folder), FileRole::event, file.path, "", ""};
    const SiteLanguages::Plain plain = languages_.without_languages(file.path);
    const std::string_view bundle = bundle_of(folder);
    const std::string index = bundle.empty() ? std::string() : bundles_.find(bundle)->second;
    if (const auto known = shape_.odd_.find(file.path); known != shape_.odd_.end()) {
      placement.role = known->second.role;
      placement.main = known->second.main;
    } else if (!index.empty() && index != file.path) {
      placement.role = FileRole::resource;
      placement.main = index;
      if (file.has_day) parts_with_days.push_back(file.path);
    } else if (!index.empty()) {
      const std::string named = std::string(take_apart(plain.path).folder);
      placement.name = event_name(named, parts.ending);
    } else {
      placement.name = plain.path;
    }
    placement.language = plain.language;
    const bool plainly = placement.role == FileRole::event && placement.feed == folder &&
                         placement.name == file.path;
    if (!plainly) shape_.odd_[file.path] = std::move(placement);
  }
  tell(shape_.problems_, parts_with_days,
       "with a day, and taken for a part of the event whose folder it lies in, as others are here "
       "or it was before",
       "move what is an event of its own out of the folder");
}

Shape ShapeFinder::take_result() {
  shape_.settled_ = site_.settled;
  for (const auto& [folder, index] : bundles_) shape_.bundles_.insert(folder);
  return std::move(shape_);
}

Shape find_shape(const SiteFiles& site) {
  ShapeFinder finder(site);
  finder.ignore_names();
  finder.join_languages();
  finder.count_days();
  finder.find_bundles();
  finder.find_sections();
  finder.place_all();
  return finder.take_result();
}

bool is_section_name(std::string_view path) {
  const PathParts parts = take_apart(path);
  const std::string_view code = language_suffix(parts.stem);
  const std::string_view stem =
      code.empty() ? parts.stem : parts.stem.substr(0, parts.stem.size() - code.size() - 1);
  return stem == "_index" && is_page_ending(parts.ending);
}

FilePlace Shape::place(const std::string& path) const {
  if (const auto found = odd_.find(path); found != odd_.end()) return found->second;
  return {std::string(folder_above(path)), FileRole::event, path, "", ""};
}

std::string Shape::feed_of(const std::string& folder) const {
  std::string_view feed = folder;
  for (;;) {
    if (const auto found = feeds_.find(std::string(feed)); found != feeds_.end())
      return found->second;
    if (feed.empty() || settled_.count(std::string(feed)) != 0 || !is_date_folder(feed)) break;
    feed = folder_above(feed);
  }
  return std::string(feed);
}

}  // namespace almanach
