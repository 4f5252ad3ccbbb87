// The part of Library that says who may see what; library.cpp is the one that reads the files.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <string_view>

#include "content/tree_walk.hpp"
#include "model/event_addresses.hpp"
#include "publish/library.hpp"

namespace almanach {
namespace {

bool is_part_of_name(char c) {
  const auto octet = static_cast<unsigned char>(c);
  return std::isalnum(octet) != 0 || c == '-' || c == '_' || octet >= 0x80;
}

/// Whether `text` has `name` as a word, or as a part of a path.
bool names(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || !is_part_of_name(text[at - 1]);
    if (begins && (end == text.size() || !is_part_of_name(text[end]))) return true;
  }
  return false;
}

Problem describe_doubt(const std::string& folder, const FeedFile& file) {
  return {Severity::error,
          file.exists() ? file.path() : join_path(folder, "feed.yml"),
          0,
          0,
          "who may see this feed cannot be told from it: what was served before stays as it was, a "
          "new feed is not served",
          "mend what is wrong in the file; \"access: link\" is for those who have a secret link, "
          "\"access: public\" for everybody"};
}

Problem describe_misnamed_feed_file(const std::string& path) {
  return {Severity::error,
          path,
          0,
          0,
          "this is not read: a folder's own settings stand in a file called feed.yml",
          "rename it to feed.yml"};
}

Problem describe_kept_private(const std::string& folder, const FeedFile& file) {
  return {Severity::warning,
          file.exists() ? file.path() : (folder.empty() ? "." : folder),
          0,
          0,
          "this feed was private, and nothing says any more who may see it: it stays private",
          "write \"access: link\" in its feed.yml, or \"access: public\" to publish it"};
}

}  // namespace

/// Rules anew who may see each folder, once all feed files have been read.
void Library::rule_access(std::set<std::string>& touched) {
  access_.clear_words();
  for (const auto& [folder, settings] : config_.feeds) {
    if (settings.access) access_.set_word(folder, {settings.access, true});
  }
  for (const auto& [folder, state] : folders_) {
    if (!state.feed_file.exists()) continue;
    access_.set_word(folder, {state.feed_file.settings(folder, config_).access,
                              state.feed_file.is_access_sure()});
  }
  for (const Unreadable& hidden : sight_.unreadable()) {
    if (!is_feed_file(hidden.path)) continue;
    const std::string folder = folder_of(hidden.path);
    const FeedFile known = folders_.count(folder) == 0 ? FeedFile() : folders_.at(folder).feed_file;
    access_.set_word(folder, {known.settings(folder, config_).access, false});
  }
  for (const auto& [folder, state] : folders_) {
    for (const std::string& former : state.feed.formerly) access_.follow(folder, former);
  }
  for (const std::string& path : misnamed_feed_files_) {
    const std::string folder = folder_of(path);
    access_.set_word(folder,
                     {folders_.at(folder).feed_file.settings(folder, config_).access, false});
  }
  private_names_.clear();
  const bool is_all_public = access_.is_all_public();
  for (auto& [folder, state] : folders_) {
    const AccessRuling ruling = is_all_public ? AccessRuling() : access_.rule(folder);
    const Access access = is_all_public ? Access::everybody : feed_access(folder);
    if (state.ruling != ruling || state.feed.access != access) touched.insert(folder);
    state.ruling = ruling;
    state.feed.access = access;
    state.feed.is_access_own = access == Access::link && ruling.is_own;
    if (access == Access::everybody) continue;
    private_names_.insert(folder);
    if (state.is_feed) private_names_.insert(state.feed.id);
  }
  for (const auto& [folder, state] : folders_)
    access_.remember(folder, state.ruling.access, state.ruling.is_own);
  tell_missing_folders();
}

/// Whether anything is in the folder, or in one below it.
bool Library::is_there(const std::string& folder) const {
  if (has_content(folder)) return true;
  const std::string start = folder + '/';
  for (auto below = folders_.lower_bound(start);
       below != folders_.end() && below->first.starts_with(start); ++below) {
    if (has_content(below->first)) return true;
  }
  return false;
}

/// A folder that is to be private, and is called otherwise, would be public without a word. Only a
/// look at everything tells.
void Library::tell_missing_folders() {
  if (complete_ && !is_behind() && sees_everything()) {
    missing_private_.clear();
    for (const auto& [folder, settings] : config_.feeds) {
      if (settings.access == Access::link && !is_there(folder)) missing_private_.insert(folder);
    }
  }
  for (const std::string& folder : missing_private_) {
    general_problems_.push_back(
        {Severity::error, folder, 0, 0,
         "the configuration makes this folder private, and there is no such folder: one that is "
         "called otherwise is public",
         "write its path below the content folder, or take it out of the configuration; a feed.yml "
         "in the folder goes with it wherever it goes"});
  }
}

/// Of all folders that a feed's events and their translations come from, the strictest.
Access Library::feed_access(const std::string& feed) const {
  Access access = access_.rule(feed).access;
  const auto add = [&](const std::string& folder) {
    const Access ruled = access_.rule(folder).access;
    // What is remembered is of feeds. A folder in one that says nothing itself is as that is.
    const bool is_within = feed.empty() || folder.starts_with(feed + '/');
    if (ruled == Access::nobody && is_within && !access_.has_word(folder)) return;
    access = std::max(access, ruled);
  };
  for (const std::string& member : layout_.members(feed)) add(member);
  for (const std::string& former : layout_.absorbed(feed)) add(former);
  for (const auto& [path, main] : layout_.withdrawn(feed)) {
    if (!main.empty()) add(folder_of(path));
  }
  return access;
}

Access Library::access_of(const std::string& folder) const {
  const auto ruled = [&](const std::string& name) {
    const auto known = folders_.find(name);
    return known == folders_.end()
               ? access_.rule(name).access
               : std::max(known->second.ruling.access, known->second.feed.access);
  };
  return std::max(ruled(folder), ruled(layout_.feed_of(folder)));
}

bool Library::is_known_file(const std::string& path) const {
  if (is_feed_file(path)) return true;
  const auto folder = folders_.find(folder_of(path));
  return folder != folders_.end() && folder->second.files.count(path) != 0;
}

bool Library::is_private(const Problem& problem) const {
  if (private_names_.empty() || problem.kind == ProblemKind::service) return false;
  const bool is_of_all = problem.file == "." || problem.file.starts_with('/');
  if (!is_of_all) {
    // What is not known may be a folder.
    if (!is_known_file(problem.file) && access_of(problem.file) != Access::everybody) return true;
    if (access_of(folder_of(problem.file)) != Access::everybody) return true;
  }
  return std::any_of(private_names_.begin(), private_names_.end(), [&](const std::string& name) {
    return names(problem.message, name) || names(problem.hint, name);
  });
}

/// What is odd about who may see a folder.
void Library::add_doubts(const std::string& folder, Problems& problems) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return;
  const FolderState& state = found->second;
  const AccessRuling above = folder.empty() ? AccessRuling() : access_.rule(folder_of(folder));
  // Where everybody sees the feed as before, the fault itself says enough.
  if (!state.ruling.is_sure && above.is_sure && state.ruling.access != Access::everybody)
    problems.push_back(describe_doubt(folder, state.feed_file));
  for (const std::string& path : misnamed_feed_files_) {
    if (folder_of(path) == folder) problems.push_back(describe_misnamed_feed_file(path));
  }
  if (state.ruling.is_kept_private)
    problems.push_back(describe_kept_private(folder, state.feed_file));
  if (state.is_feed && state.feed.access != state.ruling.access &&
      layout_.feed_of(folder) == folder) {
    problems.push_back({Severity::warning, folder.empty() ? "." : folder, 0, 0,
                        "some of what its events are made of lies in a folder that not everybody "
                        "may see: the whole feed is as private as that",
                        "write the same \"access\" in the feed.yml of each of its folders"});
  }
}

}  // namespace almanach
