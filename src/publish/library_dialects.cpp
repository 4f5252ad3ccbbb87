// The part of Library that says how the feeds' files are read; library.cpp is the one that reads
// them.

#include <algorithm>
#include <utility>

#include "config/site_settings.hpp"
#include "model/event_addresses.hpp"
#include "publish/library.hpp"

namespace almanach {

void Library::note_served(ServedBefore served) {
  bundles_ = std::exchange(served.bundles, {});
  names_ = std::exchange(served.names, {});
  before_ = std::move(served);
  for (const auto& [folder, access] : before_.accesses)
    access_.remember(folder, access.first, access.second);
}

void Library::accept_readings() {
  accepts_readings_ = true;
  shown_changed_ = true;
}

/// What is known of a folder before its files are read.
std::shared_ptr<const Dialect> Library::configured_dialect(const FeedSettings& settings) const {
  if (settings.fields.empty() && !settings.dates.any()) return fields_;
  FieldSettings fields = settings.fields;
  for (const auto& [field, names] : config_.fields) fields.emplace(field, names);
  const bool is_whole_site = config_.site && config_.site->is_whole;
  return std::make_shared<const Dialect>(
      Dialect(fields, is_whole_site).with_settings(settings.dates));
}

std::string Library::dialect_text(const std::string& folder) const {
  const auto found = folders_.find(folder);
  return found == folders_.end() ? std::string() : found->second.dialect.kept_text();
}

bool Library::was_served(const std::string& path) const {
  const FileState* const known = find_file(path);
  return known != nullptr ? known->served : before_.files.count(path) != 0;
}

/// A folder that has another name than it was served under is read as it was.
void Library::take_former_dialect(FolderState& state) const {
  if (!state.dialect.kept_text().empty()) return;
  for (const std::string& former : state.feed.formerly) {
    std::string text = dialect_text(former);
    const auto kept = before_.dialects.find(former);
    if (text.empty() && kept != before_.dialects.end()) text = kept->second;
    if (text.empty()) continue;
    state.dialect.restore(text);
    return;
  }
}

/// Learns anew how the feeds write their events of which a file shows something else than before.
void Library::learn_dialects() {
  if (!std::exchange(shown_changed_, false)) return;
  std::map<std::string, KeyCounts> keys;  // by feed
  for (const auto& [folder, state] : folders_) state.shown.add_to(keys[layout_.feed_of(folder)]);
  for (const auto& [feed, counts] : keys) {
    FolderDialect& dialect = state_of(feed).dialect;
    const bool learned = dialect.learn(counts);
    const bool settled = accepts_readings_ && dialect.settle();
    if (!learned && !settled) continue;
    contexts_changed_ = true;
    relearned_.insert(feed);
  }
}

/// Ends an update that has read all files: what has events now was served, and feeds of which
/// nothing is held back are served as their files say.
void Library::settle_dialects() {
  for (const std::string& path : std::exchange(fresh_, {})) {
    const auto folder = folders_.find(folder_of(path));
    if (folder == folders_.end()) continue;
    const auto file = folder->second.files.find(path);
    if (file != folder->second.files.end() && !file->second.events.empty() && is_event(path))
      file->second.served = true;
  }
  std::set<std::string> holding;
  for (const auto& [path, held] : held_) {
    if (is_event(path)) holding.insert(layout_.feed_of(folder_of(path)));
  }
  for (auto& [folder, state] : folders_) {
    const bool is_feed = layout_.feed_of(folder) == folder;
    if (is_feed && holding.count(folder) == 0 && is_in_sight(folder)) state.dialect.settle();
  }
  accepts_readings_ = false;
  // Each file that is there has its own note of it by now.
  if (sees_everything()) before_.files.clear();
}

/// The files of a feed that are read as they were served, although they say something else.
std::map<std::string, HeldReading> Library::held_of(const std::string& feed) const {
  std::map<std::string, HeldReading> held;
  for (const auto& [path, reading] : held_) {
    if (layout_.feed_of(folder_of(path)) == feed && is_event(path)) held.emplace(path, reading);
  }
  return held;
}

/// The problem of a feed of which files are read as they were served, although they say something
/// else.
void Library::add_held(const std::string& feed, const FolderDialect& dialect,
                       Problems& problems) const {
  const std::map<std::string, HeldReading> held = held_of(feed);
  if (held.empty() || dialect.kept() == nullptr) return;
  std::map<std::string, ValueForms> shown;
  for (const auto& [path, reading] : held) {
    for (const KeyUse& use : find_file(path)->survey->uses) shown.emplace(use.path, use.forms);
  }
  Survey survey;
  for (const auto& [path, forms] : shown) survey.uses.push_back({path, forms});
  problems.push_back(describe_held(feed, *dialect.kept(), dialect.dialect(), held, survey));
}

std::optional<DialectDescription> Library::describe_feed(const std::string& folder) const {
  if (layout_.feed_of(folder) != folder || folders_.count(folder) == 0) return std::nullopt;
  std::vector<ShownFile> shown;
  bool is_odd = false;
  const auto add = [&](const std::string& part) {
    const auto state = folders_.find(part);
    if (state == folders_.end()) return;
    for (const auto& [path, file] : state->second.files) {
      if (!is_event(path) || !file.survey || file.survey->uses.empty()) continue;
      // A list that holds none is other people's data.
      if (file.survey->is_list && file.events.empty()) continue;
      shown.push_back({path, file.survey.get()});
      is_odd = is_odd || !file.problems.empty();
    }
  };
  add(folder);
  for (const std::string& member : layout_.members(folder)) add(member);
  if (shown.empty()) return std::nullopt;
  std::sort(shown.begin(), shown.end(),
            [](const ShownFile& a, const ShownFile& b) { return a.path < b.path; });
  DialectDescription description =
      describe_dialect(folder, folders_.at(folder).dialect.in_force(), shown);
  const std::set<std::string>& members = layout_.members(folder);
  const bool has_event =
      has_events(folder) || std::any_of(members.begin(), members.end(),
                                        [&](const auto& member) { return has_events(member); });
  description.barren = !has_event && is_odd;
  hold_description(description, held_of(folder).size());
  return description;
}

std::vector<DialectDescription> Library::describe_feeds() const {
  std::vector<DialectDescription> descriptions;
  for (const auto& [folder, state] : folders_) {
    if (auto described = describe_feed(folder)) descriptions.push_back(*std::move(described));
  }
  return descriptions;
}

ContentView Library::view() const {
  ContentView view;
  for (const auto& [folder, state] : folders_) {
    for (const auto& [path, file] : state.files) {
      ViewedFile& one = view.files.emplace_back();
      one.path = path;
      one.feed = layout_.feed_of(folder);
      one.is_readable = file.readable;
      one.is_held = held_.count(path) != 0;
      if (const FilePlace* const odd = layout_.find_odd(path)) {
        one.role = odd->role;
        one.main = odd->main;
      }
      if (view.feeds.count(one.feed) != 0) continue;
      const FolderState& feed = folders_.at(one.feed);
      view.feeds.emplace(one.feed, ViewedFeed{feed.feed, feed.dialect.shared_dialect(),
                                              feed.dialect.shared_kept()});
    }
  }
  std::sort(view.files.begin(), view.files.end(),
            [](const ViewedFile& a, const ViewedFile& b) { return a.path < b.path; });
  return view;
}

}  // namespace almanach
