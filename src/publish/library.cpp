#include "publish/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "base/content_limits.hpp"
#include "base/parallel.hpp"
#include "base/text.hpp"
#include "dialect/path_names.hpp"
#include "dialect/site_languages.hpp"
#include "model/event_addresses.hpp"
#include "parse/content_file.hpp"

namespace almanach {
namespace {

bool is_content(std::string_view path) {
  return is_content_file(path) || is_feed_file(path);
}

/// An update that has taken so many is to be seen before the next file is begun.
constexpr std::uint64_t kStepsOfUpdate = 250'000;
/// The first update has to come to an end too. 100,000 events in files of their own take half of
/// it.
constexpr std::uint64_t kStepsOfStart = 100'000'000;

Instant instant_of(const FileStamp& stamp) {
  return std::chrono::floor<std::chrono::seconds>(
      std::chrono::sys_time<std::chrono::nanoseconds>(std::chrono::nanoseconds(stamp.modified_ns)));
}

}  // namespace

Library::Library(const Folder& folder, const Config& config, std::string root_name,
                 std::map<std::string, std::string> feed_ids, ParseCache* cache)
    : folder_(folder),
      config_(config),
      root_name_(std::move(root_name)),
      feed_ids_(std::move(feed_ids)),
      cache_(cache),
      fields_(config.fields),
      context_(digest_context(config)),
      sight_(config.content) {}

std::set<std::string> Library::update(FolderChanges changes) {
  // A listing finds all names that cannot be served, and those that have been mended; and what else
  // has come into a folder that was missing or empty.
  if (!sight_.root_visible() ||
      std::any_of(changes.files.begin(), changes.files.end(), is_misnamed)) {
    changes = {true, {}};
  }
  std::set<std::string> touched;
  std::vector<FileToRead> work = find_work(changes, touched);
  add_waiting(work, std::exchange(waiting_, {}));
  read_feed_files(work, touched);
  read_section_pages(work, touched);
  arrange(work, touched);
  add_outdated(work);
  if (began_) {
    sort_by_size(work, folder_);
  } else {
    put_large_last(work);
  }
  read_all(std::move(work), touched);
  // What the files hold may say that others are to be read otherwise; that is known for certain
  // then.
  std::vector<FileToRead> again;
  arrange({}, touched);
  add_outdated(again);
  read_all(std::move(again), touched);
  arrange({}, touched);
  began_ = true;
  if (is_behind()) complete_ = false;
  assign_ids(touched);
  for (const std::string& folder : std::set<std::string>(touched))
    touched.insert(layout_.feed_of(folder));
  return touched;
}

void Library::read_all(std::vector<FileToRead> work, std::set<std::string>& touched) {
  std::vector<Outcome> outcomes(work.size());
  std::atomic<std::uint64_t> spent{0};
  for_each_run(work.size(), [&](std::size_t begin, std::size_t end) {
    process_run(work, begin, end, spent, outcomes);
  });
  for (std::size_t i = 0; i < work.size(); ++i) {
    if (outcomes[i].postponed) {
      waiting_.push_back(std::move(work[i]));
    } else {
      store(work[i].path, std::move(outcomes[i]), touched);
    }
  }
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
  name_feeds(touched);
}

/// Feeds are called as their section pages are.
void Library::name_feeds(std::set<std::string>& touched) {
  std::map<std::string, std::string> titles;
  std::map<std::string, std::string> languages;
  for (const auto& [folder, state] : folders_) {
    for (const auto& [path, file] : state.files) {
      if (file.title.empty()) continue;
      const FilePlace* const odd = layout_.find_odd(path);
      if (odd == nullptr || folder_of(odd->name) != odd->feed) continue;
      const std::string& wanted = folders_.at(odd->feed).feed.language;
      const auto known = languages.find(odd->feed);
      const bool better = known == languages.end() || is_same_language(odd->language, wanted) ||
                          (odd->language.empty() && !is_same_language(known->second, wanted));
      if (!better) continue;
      titles[odd->feed] = file.title;
      languages[odd->feed] = odd->language;
    }
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
  if (!std::exchange(contexts_changed_, false)) return;
  for (auto& [folder, state] : folders_) {
    if (!state.context) state.context = digest_context(context_, state.feed);
  }
  std::unordered_map<std::string_view, FileToRead*> listed;
  for (FileToRead& item : work) listed.emplace(item.path, &item);
  std::vector<std::string> outdated;
  for (const auto& [folder, state] : folders_) {
    if (state.files.empty()) continue;
    const std::optional<Digest>& context = folders_.at(layout_.feed_of(folder)).context;
    for (const auto& [path, file] : state.files) {
      if (!file.context || file.context == context) continue;
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

std::vector<FileToRead> Library::find_work(const FolderChanges& changes,
                                           std::set<std::string>& touched) {
  complete_ = changes.rescan;
  if (changes.rescan) return find_work_by_listing(touched);
  std::vector<FileToRead> work;
  for (const std::string& path : changes.files) {
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
  for (const FileStamp& stamp : listing.files) {
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

void Library::drop(const std::string& path, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  if (state_of(folder).files.erase(path) == 0) return;
  unread_files_.erase(path);
  touched.insert(folder);
  facts_changed_ = true;
  if (cache_ != nullptr) cache_->table().forget(path);
}

Library::FolderState& Library::state_of(const std::string& folder) {
  const auto [entry, fresh] = folders_.try_emplace(folder);
  if (fresh) {
    entry->second.feed = FeedFile().make_feed(folder, root_name_, config_);
    contexts_changed_ = true;
  }
  return entry->second;
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
    const auto file = state_of(folder_of(path)).files.find(path);
    if (file != state_of(folder_of(path)).files.end() && file->second.readable)
      file->second.title = shorten(std::move(title), kLongestLine);
  }
}

void Library::renew_feed(const std::string& folder, std::set<std::string>& touched) {
  FolderState& state = state_of(folder);
  touched.insert(folder);
  const std::string id = state.feed.id;
  state.feed = state.feed_file.make_feed(folder, root_name_, config_, state.title);
  state.feed.id = id;
  state.context.reset();
  contexts_changed_ = true;
}

void Library::process_run(const std::vector<FileToRead>& work, std::size_t begin, std::size_t end,
                          std::atomic<std::uint64_t>& spent, std::vector<Outcome>& outcomes) const {
  if (cache_ != nullptr) find_cached(work, begin, end, outcomes);
  const std::uint64_t most = began_ ? kStepsOfUpdate : kStepsOfStart;
  for (std::size_t i = begin; i < end; ++i) {
    if (outcomes[i].cached) continue;
    if (spent >= most) {
      outcomes[i].postponed = true;
      continue;
    }
    outcomes[i] = process(work[i]);
    spent += outcomes[i].steps;
  }
}

/// A file that is seen for the first time may be one that an earlier start has parsed.
void Library::find_cached(const std::vector<FileToRead>& work, std::size_t begin, std::size_t end,
                          std::vector<Outcome>& outcomes) const {
  std::vector<ParseCache::Asked> asked;
  std::vector<std::size_t> places;
  for (std::size_t i = begin; i < end; ++i) {
    if (!work[i].stamp || find_file(work[i].path) != nullptr) continue;
    asked.push_back({&*work[i].stamp, &*feed_state(work[i].path).context});
    places.push_back(i);
  }
  if (asked.empty()) return;
  std::vector<std::optional<FileReading>> found = cache_->find(asked);
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) continue;
    Outcome& outcome = outcomes[places[i]];
    outcome.read.bytes.emplace();
    outcome.read.stamp = *asked[i].stamp;
    outcome.digest = found[i]->digest;
    outcome.parsed = std::move(found[i]->parsed);
    outcome.cached = true;
  }
}

/// Whatever a parser makes of a file, the others are served. Only want of memory is not the file's.
ParsedFile Library::parse(const std::string& path, std::string_view bytes, const Feed& feed,
                          std::uint64_t& steps) const {
  try {
    FileWork work;
    ParsedFile file = parse_content_file(path, bytes, {config_, fields_, feed, work});
    steps = work.budget().spent();
    return file;
  } catch (const std::bad_alloc&) {
    throw;
  } catch (const std::exception& failure) {
    ParsedFile file;
    file.entries.emplace_back();  // which events it holds is not to be told
    file.problems.push_back({Severity::error, path, 0, 0,
                             fmt::format("reading it failed: {}", failure.what()),
                             "this is a fault of Almanach: please report it, with the file"});
    return file;
  }
}

Library::Outcome Library::process(const FileToRead& work) const {
  Outcome outcome;
  const FolderState& state = feed_state(work.path);
  const FileState* const known = find_file(work.path);
  outcome.read = folder_.read(work.path, config_.max_file_size);
  if (!outcome.read.bytes) return outcome;
  outcome.digest = digest(*outcome.read.bytes);
  if (!work.must_parse && known != nullptr && known->digest == outcome.digest) {
    outcome.read.bytes->clear();
    return outcome;
  }
  if (cache_ != nullptr && known == nullptr)
    outcome.parsed = cache_->find(work.path, outcome.digest, *state.context);
  if (!outcome.parsed)
    outcome.parsed = parse(work.path, *outcome.read.bytes, state.feed, outcome.steps);
  // The bytes are not needed any more, and of 100,000 files they would fill the memory.
  outcome.read.bytes->clear();
  outcome.read.bytes->shrink_to_fit();
  return outcome;
}

void Library::store(const std::string& path, Outcome outcome, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  if (outcome.read.gone) {
    drop(path, touched);
    return;
  }
  touched.insert(folder);
  FileState& file = state_of(folder).files[path];
  const bool had_day = !file.events.empty() || !file.readable;
  const bool is_copy = copy_name(take_apart(path).stem).has_value();
  if (!file.context || is_copy) facts_changed_ = true;
  if (!outcome.read.bytes) {
    facts_changed_ = facts_changed_ || !had_day;
    file.problems = {describe_unreadable(path, outcome.read.reason)};
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
  file.problems = std::move(outcome.parsed->problems);
  take_over(outcome.parsed->entries, file);
  file.context = state_of(layout_.feed_of(folder)).context;
  if (had_day == file.events.empty()) facts_changed_ = true;
  if (cache_ != nullptr && !outcome.cached)
    cache_->keep(outcome.read.stamp, file.digest, *file.context, file.problems, file.events);
}

/// An event that has not changed stays the same object.
void Library::take_over(std::vector<ParsedEntry>& entries, FileState& file) {
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

std::set<std::string> Library::dissolved_folders() const {
  std::set<std::string> dissolved;
  if (is_behind()) return dissolved;
  for (const auto& [feed, folders] : layout_.all_absorbed())
    dissolved.insert(folders.begin(), folders.end());
  return dissolved;
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
    const FilePlace* const odd = layout_.find_odd(path);
    if (odd != nullptr && odd->role != FileRole::event) continue;
    const Instant modified = instant_of(file.stamp);
    const std::string name = odd == nullptr || odd->name == path ? std::string() : odd->name;
    if (!file.readable) {
      events.push_back({path, nullptr, modified, name});
      continue;
    }
    for (const ParseCache::Entry& entry : file.events) {
      events.push_back({make_event_path(path, entry.key), entry.event, modified,
                        name.empty() ? name : make_event_path(name, entry.key)});
    }
  }
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

FolderContents Library::contents(const std::string& folder) const {
  FolderContents contents;
  if (layout_.feed_of(folder) == folder) add_events(folder, contents.events);
  bool in_sight = sight_.is_in_sight(folder) && !may_hide(folder);
  for (const std::string& member : layout_.members(folder)) {
    add_events(member, contents.events);
    in_sight = in_sight && sight_.is_in_sight(member);
  }
  if (!is_behind()) {
    contents.absorbed = layout_.absorbed(folder);
    for (auto& [path, successor] : layout_.withdrawn(folder))
      contents.withdrawn.push_back({path, successor});
  }
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  if (!std::is_sorted(contents.events.begin(), contents.events.end(), by_path))
    std::sort(contents.events.begin(), contents.events.end(), by_path);
  if (!sight_.root_visible() || !in_sight) {
    contents.sight = Sight::blind;
  } else if (!complete_) {
    contents.sight = Sight::partial;
  }
  return contents;
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

Problems Library::problems(const std::string& folder) const {
  const auto found = folders_.find(folder);
  if (found == folders_.end()) return {};
  Problems problems = found->second.feed_file.problems();
  for (const auto& [path, file] : found->second.files) {
    const FilePlace* const odd = layout_.find_odd(path);
    // What is no event lacks nothing; a translation is to be right.
    const bool told = odd == nullptr || odd->role == FileRole::event || !file.readable ||
                      (odd->role == FileRole::variant && !file.events.empty());
    if (told) problems.insert(problems.end(), file.problems.begin(), file.problems.end());
  }
  sort_problems(problems);
  return problems;
}

}  // namespace almanach
