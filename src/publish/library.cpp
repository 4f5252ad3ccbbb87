#include "publish/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/content_limits.hpp"
#include "base/text.hpp"
#include "config/site_settings.hpp"
#include "dialect/path_names.hpp"
#include "model/event_addresses.hpp"
#include "parse/content_file.hpp"

namespace almanach {
namespace {

bool is_content(std::string_view path) {
  return is_content_file(path) || is_feed_file(path);
}

}  // namespace

Library::Library(const Folder& folder, const Config& config, std::string root_name,
                 std::map<std::string, std::string> feed_ids, ParseCache* cache)
    : folder_(folder),
      config_(config),
      root_name_(std::move(root_name)),
      feed_ids_(std::move(feed_ids)),
      cache_(cache),
      fields_(std::make_shared<const Dialect>(config.fields, config.site && config.site->is_whole)),
      context_(digest_context(config)),
      sight_(config.content) {}

std::set<std::string> Library::update(FolderChanges changes) {
  // A listing finds all names that cannot be served, and those that have been mended; and what else
  // has come into a folder that was missing or empty.
  if (!sight_.root_visible() ||
      std::any_of(changes.files.begin(), changes.files.end(), is_misnamed)) {
    changes = {true, {}};
  }
  relearned_.clear();
  edited_.clear();
  std::set<std::string> touched;
  std::vector<FileToRead> work = find_work(changes, touched);
  add_waiting(work, std::exchange(waiting_, {}));
  add_referrers(work);
  read_feed_files(work, touched);
  read_section_pages(work, touched);
  arrange(work, touched);
  add_outdated(work);
  if (began_) {
    sort_by_size(work, folder_);
  } else {
    put_large_last(work);
  }
  std::atomic<std::uint64_t> spent{0};
  read_all(take_samples(work), spent, touched);
  add_outdated(work);
  read_all(std::move(work), spent, touched);
  // What the files hold may say that others are to be read otherwise; that is known for certain
  // then.
  std::vector<FileToRead> again;
  arrange({}, touched);
  add_outdated(again);
  add_referrers(again);
  read_all(std::move(again), spent, touched);
  arrange({}, touched);
  began_ = true;
  if (is_behind()) {
    complete_ = false;
  } else {
    bundles_.insert(layout_.bundles().begin(), layout_.bundles().end());
    settle_dialects();
    note_names();
  }
  assign_ids(touched);
  rule_access(touched);
  reshaped_ = touched;
  std::erase_if(edited_, [&](const auto& edited) { return touched.count(edited.first) != 0; });
  for (const auto& [folder, files] : edited_) touched.insert(folder);
  for (const std::string& folder : std::set<std::string>(touched))
    touched.insert(layout_.feed_of(folder));
  return touched;
}

/// A few files of each feed of which nothing was learned yet, taken out of `work`.
std::vector<FileToRead> Library::take_samples(std::vector<FileToRead>& work) const {
  constexpr std::size_t kSamples = 16;
  std::map<std::string, std::size_t> taken;
  std::vector<FileToRead> samples;
  std::erase_if(work, [&](FileToRead& item) {
    const std::string feed = layout_.feed_of(folder_of(item.path));
    if (!folders_.at(feed).dialect.is_new() || taken[feed]++ >= kSamples) return false;
    samples.push_back(std::move(item));
    return true;
  });
  return samples;
}

const Library::FileState* Library::find_file(const std::string& path) const {
  const auto folder = folders_.find(folder_of(path));
  if (folder == folders_.end()) return nullptr;
  const auto file = folder->second.files.find(path);
  return file == folder->second.files.end() ? nullptr : &file->second;
}

/// The state of the feed that a file is in.
const Library::FolderState& Library::feed_state(const std::string& path) const {
  return folders_.at(layout_.feed_of(folder_of(path)));
}

std::vector<FileToRead> Library::find_work(const FolderChanges& changes,
                                           std::set<std::string>& touched) {
  complete_ = changes.rescan;
  if (changes.rescan) return find_work_by_listing(touched);
  std::vector<FileToRead> work;
  for (const std::string& path : changes.files) {
    if (is_misnamed_feed_file(path)) note_misnamed_feed_file(path, touched);
    if (!is_content(path)) continue;
    state_of(folder_of(path));
    work.push_back({path, false, std::nullopt});
  }
  return work;
}

std::vector<FileToRead> Library::find_work_by_listing(std::set<std::string>& touched) {
  const Listing listing = folder_.list();
  if (!sight_.begin(listing)) return {};
  std::vector<FileToRead> work;
  std::set<std::string> present;
  std::erase_if(misnamed_feed_files_,
                [&](const std::string& path) { return sight_.is_in_sight(path); });
  for (const FileStamp& stamp : listing.files) {
    if (is_misnamed_feed_file(stamp.path)) note_misnamed_feed_file(stamp.path, touched);
    if (!is_content(stamp.path)) continue;
    if (is_misnamed(stamp.path)) {
      sight_.note_misnamed(stamp.path);
      continue;
    }
    present.insert(stamp.path);
    const FolderState& state = state_of(folder_of(stamp.path));
    const auto known = state.files.find(stamp.path);
    const auto is_known = [&] {
      if (is_feed_file(stamp.path)) return state.feed_file.stamp() == stamp;
      // What could not be read is tried again, whatever its stamp.
      return known != state.files.end() && known->second.readable &&
             known->second.stamp.is_same_state(stamp);
    };
    if (!is_known()) work.push_back({stamp.path, false, stamp});
  }
  std::vector<std::string> vanished;
  for (const auto& [folder, state] : folders_) {
    if (state.feed_file.exists() && present.count(state.feed_file.path()) == 0)
      vanished.push_back(state.feed_file.path());
    for (const auto& [path, file] : state.files) {
      if (present.count(path) == 0) vanished.push_back(path);
    }
  }
  if (present.empty()) {
    sight_.note_empty(!vanished.empty() || !feed_ids_.empty());
    return {};
  }
  sight_.show_root();
  for (const std::string& path : vanished) {
    if (!sight_.is_in_sight(path)) continue;
    if (!is_feed_file(path)) {
      drop(path, touched);
    } else if (state_of(folder_of(path)).feed_file.forget()) {
      renew_feed(folder_of(path), touched);
      facts_changed_ = true;
    }
  }
  return work;
}

void Library::note_misnamed_feed_file(const std::string& path, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  state_of(folder);
  const bool is_there = !folder_.read(path, 0).gone;
  if (is_there ? misnamed_feed_files_.insert(path).second : misnamed_feed_files_.erase(path) != 0)
    touched.insert(folder);
}

void Library::drop(const std::string& path, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  FolderState& state = state_of(folder);
  const auto known = state.files.find(path);
  if (known == state.files.end()) return;
  if (known->second.survey) state.shown.remove(known->second.survey);
  held_.erase(path);
  section_titles_.erase(path);
  references_.note(path, {});
  if (known->second.served) names_.insert(path);
  state.faulty.erase(path);
  state.files.erase(known);
  if (!references_.referrers_of(path).empty()) gone_.insert(path);
  shown_changed_ = true;
  unread_files_.erase(path);
  touched.insert(folder);
  facts_changed_ = true;
  if (cache_ != nullptr) cache_->table().forget(path);
}

Library::FolderState& Library::state_of(const std::string& folder) {
  const auto known = folders_.find(folder);
  if (known != folders_.end()) return known->second;
  const FeedSettings settings = FeedFile().settings(folder, config_);
  FolderState& fresh =
      folders_.try_emplace(folder, FolderDialect(folder, configured_dialect(settings)))
          .first->second;
  fresh.feed = FeedFile().make_feed(folder, root_name_, config_);
  const auto kept = before_.dialects.find(folder);
  if (kept != before_.dialects.end()) {
    fresh.dialect.restore(kept->second);
  } else if (!before_.files.empty()) {
    fresh.dialect.restore(std::nullopt);
  }
  take_former_dialect(fresh);
  contexts_changed_ = true;
  return fresh;
}

/// Takes the feed files out of `work`; where one says something else, all the folder's events have
/// to be parsed anew.
void Library::read_feed_files(std::vector<FileToRead>& work, std::set<std::string>& touched) {
  std::vector<std::string> paths;
  for (const FileToRead& item : work) {
    if (is_feed_file(item.path)) paths.push_back(item.path);
  }
  std::erase_if(work, [](const FileToRead& item) { return is_feed_file(item.path); });
  for (const std::string& path : paths) {
    const std::string folder = folder_of(path);
    FolderState& state = state_of(folder);
    const ReadResult read = folder_.read(path, config_.max_file_size);
    touched.insert(folder);
    const bool existed = state.feed_file.exists();
    if (read.gone ? state.feed_file.forget() : state.feed_file.take_over(read, path))
      renew_feed(folder, touched);
    facts_changed_ = facts_changed_ || existed != state.feed_file.exists();
  }
}

/// Takes the section pages out of `work`: they are no events, and name the feeds of the others.
void Library::read_section_pages(std::vector<FileToRead>& work, std::set<std::string>& touched) {
  std::vector<std::string> paths;
  for (const FileToRead& item : work) {
    if (is_section_name(item.path)) paths.push_back(item.path);
  }
  std::erase_if(work, [](const FileToRead& item) { return is_section_name(item.path); });
  for (const std::string& path : paths) {
    Outcome outcome;
    outcome.read = folder_.read(path, config_.max_file_size);
    std::string title;
    if (outcome.read.bytes) {
      outcome.digest = digest(*outcome.read.bytes);
      outcome.parsed.emplace();
      outcome.cached = true;  // nor is it to be kept there
      title = read_section_title(*outcome.read.bytes);
    }
    store(path, std::move(outcome), touched);
    facts_changed_ = true;
    const FileState* const file = find_file(path);
    if (file == nullptr || !file->readable || title.empty()) {
      section_titles_.erase(path);
    } else {
      section_titles_.insert_or_assign(path, shorten(std::move(title), kLongestLine));
    }
  }
}

void Library::renew_feed(const std::string& folder, std::set<std::string>& touched) {
  FolderState& state = state_of(folder);
  touched.insert(folder);
  const std::string id = state.feed.id;
  const Access access = state.feed.access;  // until it is ruled anew
  state.feed = state.feed_file.make_feed(folder, root_name_, config_, state.title);
  state.feed.id = id;
  state.feed.access = access;
  state.dialect.rebase(configured_dialect(state.feed_file.settings(folder, config_)));
  take_former_dialect(state);
  state.context.reset();
  shown_changed_ = true;
  contexts_changed_ = true;
}

void Library::store(const std::string& path, Outcome outcome, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  if (outcome.read.gone) {
    drop(path, touched);
    return;
  }
  const auto [entry, is_new] = state_of(folder).files.try_emplace(path);
  FileState& file = entry->second;
  Problems unreadable;
  if (!outcome.read.bytes) {
    unreadable = {describe_unreadable(path, outcome.read.reason, outcome.read.cure)};
    // It is tried at each look: that is no news while it fares as before.
    if (!is_new && !file.readable && file.problems == unreadable) return;
  }
  if (is_new || !file.readable || !outcome.read.bytes) touched.insert(folder);
  edited_[folder].insert(path);
  if (is_new) file.served = before_.files.count(path) != 0;
  const bool had_day = !file.events.empty() || !file.readable;
  const bool is_copy = copy_name(take_apart(path).stem).has_value();
  if (!file.context || is_copy) facts_changed_ = true;
  if (!outcome.read.bytes) {
    facts_changed_ = facts_changed_ || !had_day;
    state_of(folder).note_problems(path, file, std::move(unreadable));
    file.digest = {};
    file.readable = false;
    unread_files_.insert(path);
    return;
  }
  file.stamp = outcome.read.stamp;
  file.stamp.path = {};
  file.digest = outcome.digest;
  file.readable = true;
  unread_files_.erase(path);
  if (!outcome.parsed) return;
  if (outcome.held) {
    held_.insert_or_assign(path, std::move(*outcome.held));
  } else {
    held_.erase(path);
  }
  fresh_.push_back(path);
  state_of(folder).note_problems(path, file, std::move(outcome.parsed->problems));
  references_.note(path, outcome.parsed->references);
  note_shown(state_of(folder), file, std::move(outcome.parsed->survey));
  if (!take_over(outcome.parsed->entries, file)) touched.insert(folder);
  FolderState& feed = state_of(layout_.feed_of(folder));
  file.reading =
      outcome.reading ? *outcome.reading : feed.dialect.reading_of(file.survey, file.served);
  file.context = feed.context;
  if (had_day == file.events.empty()) facts_changed_ = true;
  const bool hangs_on_others = !outcome.parsed->references.empty();
  if (cache_ == nullptr || outcome.cached || hangs_on_others || held_.count(path) != 0) return;
  cache_->keep(outcome.read.stamp, file.digest, *file.context,
               {file.problems, file.events, file.survey, file.reading});
}

void Library::note_shown(FolderState& folder, FileState& file, SharedSurvey survey) {
  if (file.survey && *file.survey == *survey) return;
  if (file.survey) folder.shown.remove(file.survey);
  file.survey = folder.shown.add(std::move(survey));
  shown_changed_ = true;
}

/// An event that has not changed stays the same object. Whether the file has good events under the
/// same keys as before.
bool Library::take_over(std::vector<ParsedEntry>& entries, FileState& file) {
  const auto before = std::exchange(file.events, {});
  std::unordered_map<std::string_view, std::shared_ptr<const Event>> by_key;
  for (const ParseCache::Entry& known : before) by_key.emplace(known.key, known.event);
  const auto find_before = [&](const ParsedEntry& entry) -> std::shared_ptr<const Event> {
    const auto known = by_key.find(entry.key);
    const bool same = known != by_key.end() && known->second && *known->second == *entry.event;
    return same ? known->second : nullptr;
  };
  file.events.reserve(entries.size());
  for (ParsedEntry& entry : entries) {
    std::shared_ptr<const Event> event;
    if (entry.event) event = find_before(entry);
    if (entry.event && !event) event = std::make_shared<const Event>(std::move(*entry.event));
    file.events.push_back({std::move(entry.key), std::move(event)});
  }
  return std::equal(
      before.begin(), before.end(), file.events.begin(), file.events.end(),
      [](const auto& was, const auto& is) { return was.key == is.key && was.event && is.event; });
}

std::string Library::obstacle() const {
  if (!sight_.obstacle().empty() || unread_files_.empty()) return sight_.obstacle();
  return fmt::format("{} cannot be read", *unread_files_.begin());
}

void Library::for_each_path(const std::function<void(const std::string&)>& visit) const {
  for (const auto& [folder, state] : folders_) {
    for (const auto& [path, file] : state.files) visit(path);
  }
}

}  // namespace almanach
