// The part of Library that puts files into feeds; library.cpp is the one that reads them.

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "config/site_settings.hpp"
#include "dialect/path_names.hpp"
#include "dialect/site_languages.hpp"
#include "model/event_addresses.hpp"
#include "parse/content_file.hpp"
#include "publish/library.hpp"
#include "publish/translation.hpp"

namespace almanach {
namespace {

Instant instant_of(const FileStamp& stamp) {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(stamp.modified_ns)));
}

}  // namespace

bool Library::are_alike(const std::string& path, const std::string& other) const {
  const FileState* const one = find_file(path);
  const FileState* const two = find_file(other);
  if (one == nullptr || two == nullptr || one->events.size() != two->events.size()) return false;
  for (std::size_t i = 0; i < one->events.size(); ++i) {
    const auto& a = one->events[i].event;
    const auto& b = two->events[i].event;
    if (!a || !b || a->title != b->title || covered_time(*a).start != covered_time(*b).start)
      return false;
  }
  return !one->events.empty();
}

/// What the shape of the content depends on. Of files that are not read yet it is what is usual: an
/// index is the event of its folder, and what lies beside one is no event.
SiteFiles Library::describe_files(const std::vector<FileToRead>& work) const {
  SiteFiles site;
  const auto is_index = [](const std::string& path) {
    const std::string name = path.substr(path.rfind('/') + 1);
    return name.starts_with("index.") && is_content_file(path);
  };
  std::set<std::string> with_index;
  for (const FileToRead& item : work) {
    if (is_index(item.path)) with_index.insert(folder_of(item.path));
  }
  std::map<std::string, bool> days;  // by path
  for (const FileToRead& item : work)
    days[item.path] = is_index(item.path) || with_index.count(folder_of(item.path)) == 0;
  for (const auto& [folder, state] : folders_) {
    for (const auto& [path, file] : state.files)
      days[path] = !file.events.empty() || !file.readable;
    const bool configured = config_.feeds.count(folder) != 0;
    if (state.feed_file.exists() || configured) site.settled.insert(folder);
  }
  site.files.reserve(days.size());
  for (const auto& [path, has_day] : days) site.files.push_back({path, has_day, has_day});
  for (const auto& [folder, id] : feed_ids_) site.known.insert(folder);
  site.bundles = bundles_;
  site.names = names_;
  site.is_whole_site = config_.site && config_.site->is_whole;
  site.language_of = [this](const std::string& folder) {
    const auto found = folders_.find(folder);
    return found == folders_.end() ? config_.language : found->second.feed.language;
  };
  site.are_alike = [this](const std::string& path, const std::string& other) {
    return are_alike(path, other);
  };
  return site;
}

/// `work`: files that are still to be read.
void Library::arrange(const std::vector<FileToRead>& work, std::set<std::string>& touched) {
  facts_changed_ = facts_changed_ || std::any_of(work.begin(), work.end(), [&](const auto& item) {
                     return find_file(item.path) == nullptr;
                   });
  if (!std::exchange(facts_changed_, false)) return;
  const SiteFiles site = describe_files(work);
  touched.merge(layout_.arrange(site));
  for (const FileFacts& file : site.files) state_of(layout_.feed_of(folder_of(file.path)));
  for (const auto& [feed, folders] : layout_.all_absorbed()) {
    state_of(feed);
    touched.insert(feed);
  }
  contexts_changed_ = true;
  shown_changed_ = true;
  name_feeds(touched);
}

/// Feeds are called as their section pages are.
void Library::name_feeds(std::set<std::string>& touched) {
  std::map<std::string, std::string> titles;
  std::map<std::string, std::string> languages;
  for (const auto& [path, title] : section_titles_) {
    const FilePlace* const odd = layout_.find_odd(path);
    if (odd == nullptr || folder_of(odd->name) != odd->feed) continue;
    const std::string& wanted = folders_.at(odd->feed).feed.language;
    const auto known = languages.find(odd->feed);
    const bool better = known == languages.end() || is_same_language(odd->language, wanted) ||
                        (odd->language.empty() && !is_same_language(known->second, wanted));
    if (!better) continue;
    titles[odd->feed] = title;
    languages[odd->feed] = odd->language;
  }
  for (auto& [folder, state] : folders_) {
    const auto found = titles.find(folder);
    const std::string title = found == titles.end() ? std::string() : found->second;
    if (state.title == title) continue;
    state.title = title;
    renew_feed(folder, touched);
  }
}

/// Adds the files that were parsed in another context than the one that they are in now.
void Library::add_outdated(std::vector<FileToRead>& work) {
  learn_dialects();
  if (!std::exchange(contexts_changed_, false)) return;
  for (auto& [folder, state] : folders_) {
    if (!state.context) state.context = digest_context(context_, state.feed);
  }
  std::unordered_map<std::string_view, FileToRead*> listed;
  for (FileToRead& item : work) listed.emplace(item.path, &item);
  std::vector<std::string> outdated;
  for (const auto& [folder, state] : folders_) {
    if (state.files.empty()) continue;
    FolderState& feed = folders_.at(layout_.feed_of(folder));
    for (const auto& [path, file] : state.files) {
      const bool known = file.context && file.survey;
      const bool same = known && file.context == feed.context &&
                        file.reading == feed.dialect.reading_of(file.survey, file.served);
      if (!known || same) continue;
      const auto item = listed.find(path);
      if (item != listed.end()) {
        item->second->must_parse = true;
      } else {
        outdated.push_back(path);
      }
    }
  }
  for (std::string& path : outdated) work.push_back({std::move(path), true, std::nullopt});
}

/// Adds the files that hang on one that has come, gone or changed.
void Library::add_referrers(std::vector<FileToRead>& work) {
  if (references_.empty()) return;
  std::set<std::string> changed = std::exchange(gone_, {});
  std::unordered_map<std::string, std::size_t> listed;
  for (std::size_t i = 0; i < work.size(); ++i) {
    listed.emplace(work[i].path, i);
    if (!references_.referrers_of(work[i].path).empty()) changed.insert(work[i].path);
  }
  for (const std::string& path : changed) {
    for (const std::string& referrer : references_.referrers_of(path)) {
      const auto [item, fresh] = listed.emplace(referrer, work.size());
      if (fresh) {
        work.push_back({referrer, true, std::nullopt});
      } else {
        work[item->second].must_parse = true;
      }
    }
  }
}

/// Keeps what the events are called that were found in languages.
void Library::note_names() {
  if (sees_everything())
    std::erase_if(names_, [&](const std::string& name) { return find_file(name) != nullptr; });
  for (const auto& [path, placement] : layout_.odd()) {
    const bool translated =
        placement.role == FileRole::event || placement.role == FileRole::variant;
    if (!translated || placement.language.empty()) continue;
    std::string name = without_language_suffix(path);
    if (name != path) names_.insert(std::move(name));
  }
}

bool Library::is_event(const std::string& path) const {
  const FilePlace* const odd = layout_.find_odd(path);
  return odd == nullptr || odd->role == FileRole::event;
}

/// Whether a folder's files have events for its feed.
bool Library::has_events(const std::string& folder) const {
  const auto is_good = [](const auto& entry) { return entry.event != nullptr; };
  const auto found = folders_.find(folder);
  return found != folders_.end() &&
         std::any_of(found->second.files.begin(), found->second.files.end(), [&](const auto& file) {
           const auto& events = file.second.events;
           return std::any_of(events.begin(), events.end(), is_good) && is_event(file.first);
         });
}

void Library::assign_ids(std::set<std::string>& touched) {
  for (auto& [folder, state] : folders_) {
    const std::set<std::string>& members = layout_.members(folder);
    state.is_feed = state.is_feed || state.feed_file.exists() ||
                    !layout_.absorbed(folder).empty() ||
                    (layout_.feed_of(folder) == folder && has_events(folder)) ||
                    std::any_of(members.begin(), members.end(),
                                [&](const std::string& member) { return has_events(member); });
  }
  general_problems_ = sight_.problems();
  if (config_.site) {
    general_problems_.insert(general_problems_.end(), config_.site->problems.begin(),
                             config_.site->problems.end());
  }
  general_problems_.insert(general_problems_.end(), layout_.problems().begin(),
                           layout_.problems().end());
  for (const auto& [folder, id] :
       assign_feed_ids(feed_folders(), feed_ids_, root_name_, general_problems_)) {
    feed_ids_[folder] = id;
    FolderState& state = folders_.at(folder);
    if (state.feed.id == id) continue;
    state.feed.id = id;
    touched.insert(folder);
  }
}

std::vector<std::string> Library::feed_folders() const {
  std::vector<std::string> feeds;
  for (const auto& [folder, state] : folders_) {
    if (state.is_feed && layout_.feed_of(folder) == folder) feeds.push_back(folder);
  }
  return feeds;
}

std::vector<std::string> Library::folders() const {
  std::vector<std::string> all;
  for (const auto& [folder, state] : folders_) all.push_back(folder);
  return all;
}

const Feed* Library::find_feed(const std::string& folder) const {
  const auto found = folders_.find(folder);
  const bool is_feed =
      found != folders_.end() && found->second.is_feed && layout_.feed_of(folder) == folder;
  return is_feed ? &found->second.feed : nullptr;
}

std::optional<Successor> Library::successor_of(const std::string& folder) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return std::nullopt;
  return found->second.feed_file.settings(folder, config_).successor;
}

bool Library::is_end_sure(const std::string& folder) const {
  const auto found = folders_.find(folder);
  return found == folders_.end() || found->second.feed_file.is_end_sure();
}

std::set<std::string> Library::dissolved_folders() const {
  std::set<std::string> dissolved;
  if (is_behind()) return dissolved;
  for (const auto& [feed, folders] : layout_.all_absorbed())
    dissolved.insert(folders.begin(), folders.end());
  return dissolved;
}

std::map<std::string, std::map<std::string, std::shared_ptr<const Event>>> Library::translations(
    const std::string& folder) const {
  std::map<std::string, std::map<std::string, std::shared_ptr<const Event>>> found;
  for (const auto& [path, main] : layout_.withdrawn(folder)) {
    const FileState* const file = main.empty() ? nullptr : find_file(path);
    const FilePlace* const place = layout_.find_odd(path);
    if (file == nullptr || place == nullptr || place->language.empty()) continue;
    for (const ParseCache::Entry& entry : file->events) {
      if (entry.event)
        found[place->language].emplace(make_event_path(main, entry.key), entry.event);
    }
  }
  return found;
}

/// What the translations of a feed's events say otherwise than these, which are told by the feed:
/// its event may be the one that has changed.
void Library::add_disagreements(const std::string& feed, Problems& problems) const {
  for (const auto& [path, main] : layout_.withdrawn(feed)) {
    const FileState* const translation = main.empty() ? nullptr : find_file(path);
    const FileState* const served = translation == nullptr ? nullptr : find_file(main);
    if (served == nullptr || !served->readable || !translation->readable) continue;
    std::map<std::string_view, const Event*> own;
    for (const ParseCache::Entry& entry : served->events) own[entry.key] = entry.event.get();
    for (const ParseCache::Entry& entry : translation->events) {
      if (!entry.event) continue;
      const auto known = own.find(entry.key);
      if (known == own.end()) {
        problems.push_back(describe_untranslated(main, *entry.event));
      } else if (known->second != nullptr) {
        auto problem = describe_disagreement(*known->second, *entry.event);
        if (problem) problems.push_back(*std::move(problem));
      }
    }
  }
}

bool Library::has_content(const std::string& folder) const {
  const auto found = folders_.find(folder);
  return found != folders_.end() &&
         (found->second.feed_file.exists() || !found->second.files.empty());
}

void Library::add_events(const std::string& folder, std::vector<CurrentEvent>& events) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return;
  for (const auto& [path, file] : found->second.files) {
    if (is_event(path)) add_events(path, file, events);
  }
}

void Library::add_events(const std::string& path, const FileState& file,
                         std::vector<CurrentEvent>& events) const {
  const FilePlace* const odd = layout_.find_odd(path);
  const Instant modified = instant_of(file.stamp);
  const std::string name = odd == nullptr || odd->name == path ? std::string() : odd->name;
  if (!file.readable) {
    events.push_back({path, nullptr, modified, name});
    return;
  }
  for (const ParseCache::Entry& entry : file.events) {
    events.push_back({make_event_path(path, entry.key), entry.event, modified,
                      name.empty() ? name : make_event_path(name, entry.key)});
  }
}

/// Adds the events of a folder's edited files. False: more than these may have changed.
bool Library::add_edits(const std::string& folder, std::vector<CurrentEvent>& events) const {
  if (reshaped_.count(folder) != 0) return false;
  const auto edited = edited_.find(folder);
  if (edited == edited_.end()) return true;
  const FolderState& state = folders_.at(folder);
  for (const std::string& path : edited->second) {
    const auto file = state.files.find(path);
    if (file == state.files.end() || !is_event(path)) return false;
    add_events(path, file->second, events);
  }
  return true;
}

std::optional<std::vector<CurrentEvent>> Library::edits(const std::string& folder) const {
  const bool is_whole_look = complete_ || is_behind();
  if (is_whole_look || find_feed(folder) == nullptr || !layout_.withdrawn(folder).empty())
    return std::nullopt;
  std::vector<CurrentEvent> events;
  const std::set<std::string>& members = layout_.members(folder);
  const bool are_all = add_edits(folder, events) &&
                       std::all_of(members.begin(), members.end(), [&](const std::string& member) {
                         return add_edits(member, events);
                       });
  return are_all ? std::optional(std::move(events)) : std::nullopt;
}

/// Whether a folder that cannot be looked into may hold events of a feed that lies above it.
bool Library::may_hide(const std::string& feed) const {
  return std::any_of(sight_.unreadable().begin(), sight_.unreadable().end(),
                     [&](const Unreadable& hidden) {
                       const std::string& path = hidden.path;
                       if (is_content_file(path) || layout_.feed_of(path) != path)
                         return !is_content_file(path) && layout_.feed_of(path) == feed;
                       const bool own_feed = feed_ids_.count(path) != 0;
                       return !own_feed && path != feed && layout_.feed_of(folder_of(path)) == feed;
                     });
}

bool Library::is_in_sight(const std::string& feed) const {
  const std::set<std::string>& members = layout_.members(feed);
  return sight_.root_visible() && sight_.is_in_sight(feed) && !may_hide(feed) &&
         std::all_of(members.begin(), members.end(),
                     [&](const std::string& member) { return sight_.is_in_sight(member); });
}

FolderContents Library::contents(const std::string& folder) const {
  FolderContents contents;
  if (layout_.feed_of(folder) == folder) add_events(folder, contents.events);
  for (const std::string& member : layout_.members(folder)) add_events(member, contents.events);
  if (!is_behind()) {
    contents.absorbed = layout_.absorbed(folder);
    for (auto& [path, successor] : layout_.withdrawn(folder))
      contents.withdrawn.push_back({path, successor});
  }
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  if (!std::is_sorted(contents.events.begin(), contents.events.end(), by_path))
    std::sort(contents.events.begin(), contents.events.end(), by_path);
  if (!is_in_sight(folder)) {
    contents.sight = Sight::blind;
  } else if (!complete_) {
    contents.sight = Sight::partial;
  }
  return contents;
}

}  // namespace almanach
