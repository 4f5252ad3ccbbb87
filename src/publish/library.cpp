#include "publish/library.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <new>
#include <utility>

#include "base/parallel.hpp"
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
  if (began_) {
    sort_by_size(work, folder_);
  } else {
    put_large_last(work);
  }
  if (cache_ != nullptr) {
    for (auto& [folder, state] : folders_) {
      if (!state.context) state.context = digest_context(context_, state.feed);
    }
  }
  std::atomic<std::uint64_t> spent{0};
  read_all(take_samples(work), spent, touched);
  std::vector<FileToRead> again = learn_dialects(touched);
  read_all(std::move(work), spent, touched);
  add_waiting(again, learn_dialects(touched));
  read_all(std::move(again), spent, touched);
  began_ = true;
  if (is_behind()) complete_ = false;
  assign_ids(touched);
  return touched;
}

void Library::read_all(std::vector<FileToRead> work, std::atomic<std::uint64_t>& spent,
                       std::set<std::string>& touched) {
  std::vector<Outcome> outcomes(work.size());
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

/// A few files of each folder of which nothing was learned yet, taken out of `work`.
std::vector<FileToRead> Library::take_samples(std::vector<FileToRead>& work) const {
  constexpr std::size_t kSamples = 16;
  std::map<std::string, std::size_t> taken;
  std::vector<FileToRead> samples;
  std::erase_if(work, [&](FileToRead& item) {
    const std::string folder = folder_of(item.path);
    if (!folders_.at(folder).dialect.is_new() || taken[folder]++ >= kSamples) return false;
    samples.push_back(std::move(item));
    return true;
  });
  return samples;
}

/// The files that were read otherwise than the dialects of their folders say now.
std::vector<FileToRead> Library::learn_dialects(const std::set<std::string>& touched) {
  std::vector<FileToRead> otherwise;
  for (const std::string& folder : touched) {
    FolderState& state = state_of(folder);
    if (!state.dialect.learn()) continue;
    for (const auto& [path, file] : state.files) {
      if (file.survey && state.dialect.reading_of(file.survey) != file.reading)
        otherwise.push_back({path, true, std::nullopt});
    }
  }
  return otherwise;
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
      renew_feed(folder_of(path), work, touched);
    }
  }
  return work;
}

void Library::drop(const std::string& path, std::set<std::string>& touched) {
  const std::string folder = folder_of(path);
  FolderState& state = state_of(folder);
  const auto known = state.files.find(path);
  if (known == state.files.end()) return;
  state.dialect.remove(known->second.survey);
  state.files.erase(known);
  unread_files_.erase(path);
  touched.insert(folder);
  if (cache_ != nullptr) cache_->table().forget(path);
}

Library::FolderState& Library::state_of(const std::string& folder) {
  const auto [entry, fresh] = folders_.try_emplace(folder, FolderDialect(folder, fields_));
  if (fresh) entry->second.feed = FeedFile().make_feed(folder, root_name_, config_);
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
    if (read.gone ? state.feed_file.forget() : state.feed_file.take_over(read, path))
      renew_feed(folder, work, touched);
  }
}

void Library::renew_feed(const std::string& folder, std::vector<FileToRead>& work,
                         std::set<std::string>& touched) {
  FolderState& state = state_of(folder);
  touched.insert(folder);
  const std::string id = state.feed.id;
  state.feed = state.feed_file.make_feed(folder, root_name_, config_);
  state.feed.id = id;
  state.context.reset();
  std::set<std::string> listed;
  for (FileToRead& item : work) {
    if (folder_of(item.path) != folder) continue;
    item.must_parse = true;
    listed.insert(item.path);
  }
  for (const auto& [path, file] : state.files) {
    if (listed.count(path) == 0) work.push_back({path, true, std::nullopt});
  }
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
    const FolderState& state = folders_.at(folder_of(work[i].path));
    if (!work[i].stamp || state.files.count(work[i].path) != 0) continue;
    asked.push_back({&*work[i].stamp, &*state.context});
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
ParsedFile Library::parse(const std::string& path, std::string_view bytes,
                          const FolderState& folder, std::uint64_t& steps) const {
  try {
    FileWork work;
    ParsedFile file =
        parse_content_file(path, bytes, {config_, folder.dialect.dialect(), folder.feed, work});
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
  const FolderState& state = folders_.at(folder_of(work.path));
  const auto known = state.files.find(work.path);
  outcome.read = folder_.read(work.path, config_.max_file_size);
  if (!outcome.read.bytes) return outcome;
  outcome.digest = digest(*outcome.read.bytes);
  if (!work.must_parse && known != state.files.end() && known->second.digest == outcome.digest) {
    outcome.read.bytes->clear();
    return outcome;
  }
  if (cache_ != nullptr && known == state.files.end())
    outcome.parsed = cache_->find(work.path, outcome.digest, *state.context);
  if (!outcome.parsed) outcome.parsed = parse(work.path, *outcome.read.bytes, state, outcome.steps);
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
  if (!outcome.read.bytes) {
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
  file.reading = outcome.parsed->reading;
  FolderState& state = state_of(folder);
  file.survey = state.dialect.replace(file.survey, std::move(outcome.parsed->survey));
  take_over(outcome.parsed->entries, file);
  if (cache_ == nullptr || outcome.cached) return;
  cache_->keep(outcome.read.stamp, file.digest, *state.context,
               {file.problems, file.events, file.survey, file.reading});
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

void Library::assign_ids(std::set<std::string>& touched) {
  for (auto& [folder, state] : folders_) {
    const auto is_good = [](const auto& entry) { return entry.event != nullptr; };
    const bool has_events =
        std::any_of(state.files.begin(), state.files.end(), [&](const auto& file) {
          const auto& events = file.second.events;
          return std::any_of(events.begin(), events.end(), is_good);
        });
    state.is_feed = state.is_feed || has_events || state.feed_file.exists();
  }
  general_problems_ = sight_.problems();
  for (const auto& [folder, id] :
       assign_feed_ids(feed_folders(), feed_ids_, root_name_, general_problems_)) {
    feed_ids_[folder] = id;
    FolderState& state = folders_.at(folder);
    if (state.feed.id == id) continue;
    state.feed.id = id;
    state.context.reset();
    touched.insert(folder);
  }
}

std::vector<std::string> Library::feed_folders() const {
  std::vector<std::string> feeds;
  for (const auto& [folder, state] : folders_) {
    if (state.is_feed) feeds.push_back(folder);
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
  return found != folders_.end() && found->second.is_feed ? &found->second.feed : nullptr;
}

bool Library::has_content(const std::string& folder) const {
  const auto found = folders_.find(folder);
  return found != folders_.end() &&
         (found->second.feed_file.exists() || !found->second.files.empty());
}

FolderContents Library::contents(const std::string& folder) const {
  FolderContents contents;
  const auto found = folders_.find(folder);
  static const std::map<std::string, FileState> kNone;
  for (const auto& [path, file] : found != folders_.end() ? found->second.files : kNone) {
    const Instant modified = instant_of(file.stamp);
    if (!file.readable) {
      contents.events.push_back({path, nullptr, modified});
      continue;
    }
    for (const ParseCache::Entry& entry : file.events)
      contents.events.push_back({make_event_path(path, entry.key), entry.event, modified});
  }
  const auto by_path = [](const auto& a, const auto& b) { return a.path < b.path; };
  if (!std::is_sorted(contents.events.begin(), contents.events.end(), by_path))
    std::sort(contents.events.begin(), contents.events.end(), by_path);
  if (!sight_.root_visible() || !sight_.is_in_sight(folder)) {
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
    problems.insert(problems.end(), file.problems.begin(), file.problems.end());
  }
  sort_problems(problems);
  return problems;
}

}  // namespace almanach
