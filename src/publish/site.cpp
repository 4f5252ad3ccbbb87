#include "publish/site.hpp"

#include <algorithm>
#include <cstring>
#include <string_view>
#include <unordered_set>

#include "journal/uid_owners.hpp"
#include "publish/budget.hpp"
#include "publish/calendar_builder.hpp"

namespace almanach {
namespace {

EventTag tag_of(const PublishedEvent& event) {
  EventTag tag = 0;
  std::memcpy(&tag, event.calendar_digest.data(), sizeof tag);
  return tag == 0 ? 1 : tag;
}

/// Of the events that are not in `before`, which may be null: all others have theirs already.
EventTags list_tags(const PublishedFeed* before, const PublishedFeed& feed) {
  EventTags tags;
  for (const EventPtr& event : feed.events) {
    if (before == nullptr || before->events.find(event->revised.slug) != event)
      tags.emplace_back(event->revised.slug, tag_of(*event));
  }
  return tags;
}

}  // namespace

bool SiteCaches::flush(std::size_t most) {
  const bool parsed_done = parsed.table().flush(most);
  return rendered.table().flush(most) && parsed_done;
}

Site::Site(const Folder& folder, const Config& config, Journal& journal, const Clock& clock,
           std::string root_name, std::uint64_t revision, SiteCaches* caches)
    : config_(config),
      journal_(journal),
      clock_(clock),
      library_(folder, config, std::move(root_name), journal.feed_ids(),
               caches != nullptr ? &caches->parsed : nullptr),
      publisher_(config, clock, caches != nullptr ? &caches->rendered : nullptr),
      caches_(caches),
      ends_(config.base_url),
      revision_(revision) {
  ServedBefore before{journal.bundles(), journal.files(), journal.names(), journal.dialects(), {}};
  for (const Feed& feed : journal.feeds())
    before.accesses.emplace(feed.folder, std::pair(feed.access, feed.is_access_own));
  library_.note_served(std::move(before));
}

std::shared_ptr<const Snapshot> Site::update(FolderChanges changes) {
  const bool set_back = clock_was_set_back();
  looked_ = clock_.now();
  if (set_back && cut_due_) cut_due_ = looked_;
  std::set<std::string> touched = journal_.due_folders();
  add_folders_to_cut_again(touched);
  if (!current_ || journal_.deletions_confirmed() || set_back) {
    for (const Feed& feed : journal_.feeds()) touched.insert(feed.folder);
  }
  if (journal_.deletions_confirmed()) library_.accept_readings();
  // What has gone is gone only after a look at everything.
  if (!touched.empty()) changes = {true, {}};
  touched.merge(library_.update(changes));
  find_former_folders();
  touched.merge(renew_ends());
  Problems general = general_problems();
  bool changed = !current_ || general != general_;
  general_ = std::move(general);
  // Who writes a file sees where in it things stand, though subscribers see no change.
  if (config_.has_preview && !touched.empty()) changed = true;
  for (const std::string& folder : touched) {
    if (update_folder(folder)) changed = true;
    if (update_dialect(folder)) changed = true;
  }
  if (forget_former_feeds()) changed = true;
  ends_.note_told(journal_.closing_events());
  if (ends_.at(looked_) != retirements_) changed = true;
  retirements_ = ends_.at(looked_);
  keep_dialects();
  const std::string complaint_before = journal_.complaint();
  journal_.commit();
  if (journal_.complaint() != complaint_before) changed = true;
  if (!changed) return nullptr;
  current_ = assemble();
  note_next_cut();
  return current_;
}

void Site::keep_dialects() {
  for (const std::string& folder : library_.feed_folders()) {
    if (library_.access_of(folder) == Access::nobody) continue;
    const std::string text = library_.dialect_text(folder);
    if (!text.empty()) journal_.keep_dialect(folder, text);
  }
}

/// Whether anybody can see a difference.
bool Site::update_folder(const std::string& folder) {
  bool changed = false;
  Problems problems = library_.problems(folder);
  const std::optional<Feed> feed = find_feed(folder);
  if (feed && feed->access == Access::nobody) {
    changed = feeds_.count(folder) != 0;
    forget(folder);
  } else if (feed) {
    if (auto fault = ends_.describe_fault(folder, library_.successor_of(folder)))
      problems.push_back(*std::move(fault));
    const std::optional<bool> edited = edit(*feed, problems);
    changed = edited ? *edited : revise(*feed, problems);
    report_cut(folder.empty() ? "." : folder, feed->id + ".ics", feeds_.at(folder)->cut, problems);
  }
  sort_problems(problems);
  std::shared_ptr<const Problems>& known = problems_[folder];
  if (known && *known == problems) return changed;
  changed = changed || known || !problems.empty();
  known = std::make_shared<const Problems>(std::move(problems));
  return changed;
}

/// Brings a feed up to all that its folder holds. Whether anybody can see a difference.
bool Site::revise(const Feed& feed, Problems& problems) {
  const std::string& folder = feed.folder;
  FolderContents contents = library_.contents(folder);
  ends_.add_closing_event(folder, looked_, contents);
  const FeedEvents revised = journal_.revise(feed, contents, problems);
  const auto known = feeds_.find(folder);
  bool changed = false;
  if (known == feeds_.end() || known->second->revision != revised.revision || is_cut_due()) {
    publish(folder, revised);
    changed = true;
  }
  return update_translations(folder, revised) || changed;
}

/// Brings a feed up to some of its files, where their events alone have changed: the common save,
/// which is to cost the same however large the site is. Whether anybody can see a difference;
/// empty: more may have changed, and nothing is done.
std::optional<bool> Site::edit(const Feed& feed, Problems& problems) {
  const auto known = feeds_.find(feed.folder);
  if (known == feeds_.end() || !(known->second->feed == feed) || is_cut_due() ||
      ends_.has_closing_event(feed.folder) || translations_.count(feed.folder) != 0)
    return std::nullopt;
  const auto files = library_.edits(feed.folder);
  if (!files) return std::nullopt;
  const auto edits = journal_.edit(feed, *files, problems);
  if (!edits) return std::nullopt;
  std::shared_ptr<const PublishedFeed>& published = known->second;
  if (published->revision == edits->revision) return false;
  published = publisher_.publish(*edits, *published);
  EventTags tags;
  for (const RevisedEvent& event : edits->events)
    tags.emplace_back(event.slug, tag_of(*published->events.find(event.slug)));
  // What is served in other bytes is told to those who synchronise with the event's own change.
  if (const auto retold = journal_.note_tags(feed.folder, tags))
    published = publisher_.publish(*retold, published.get());
  return true;
}

bool Site::is_cut_due() const {
  return cut_due_ && *cut_due_ <= clock_.now();
}

/// Whether the folder is read otherwise than before. Numbers of files alone make no new edition,
/// nor does what may only be away.
bool Site::update_dialect(const std::string& folder) {
  const auto described_before = dialects_.find(folder);
  const bool is_settled = described_before != dialects_.end() && !described_before->second.barren &&
                          described_before->second.held == 0;
  if (is_settled && !library_.was_relearned(folder)) return false;
  std::optional<DialectDescription> described = library_.describe_feed(folder);
  if (!described) return feeds_.count(folder) == 0 && dialects_.erase(folder) != 0;
  DialectDescription& known = dialects_[folder];
  const bool changed = !reads_alike(known, *described);
  known = *std::move(described);
  return changed;
}

/// Whether anybody can see a difference.
bool Site::update_translations(const std::string& folder, const FeedEvents& revised) {
  auto found = library_.translations(folder);
  auto& known = translations_[folder];
  bool changed =
      std::erase_if(known, [&](const auto& one) { return found.count(one.first) == 0; }) != 0;
  for (auto& [language, texts] : found) {
    ends_.add_closing_event(folder, language, texts);
    std::shared_ptr<const PublishedFeed>& feed = known[language];
    auto translated = publisher_.translate(revised, language, texts, feed.get());
    if (feed && feed->calendar->digest() == translated->calendar->digest() &&
        feed->revision == translated->revision)
      continue;
    feed = std::move(translated);
    changed = true;
  }
  if (changed) translated_[folder] = looked_;
  if (known.empty()) translations_.erase(folder);
  return changed;
}

/// Time cuts some feeds anew, at the start of a month.
void Site::add_folders_to_cut_again(std::set<std::string>& folders) const {
  const Instant now = clock_.now();
  if (!cut_due_ || *cut_due_ > now) return;
  for (const auto& [folder, feed] : feeds_) {
    if (feed->cut.due && *feed->cut.due <= now) folders.insert(folder);
  }
  // Where only all.ics is cut, any will do: that is put together with each.
  if (folders.empty() && !feeds_.empty()) folders.insert(feeds_.begin()->first);
}

void Site::note_next_cut() {
  cut_due_.reset();
  const auto note = [&](const Cut& cut) {
    if (cut.due && (!cut_due_ || *cut.due < *cut_due_)) cut_due_ = cut.due;
  };
  note(current_->all_cut);
  for (const auto& [folder, feed] : feeds_) note(feed->cut);
  for (const auto& [id, opened] : opened_) note(opened->all_cut);
}

void Site::tidy_caches() {
  if (caches_ == nullptr || !library_.sees_everything()) return;
  std::unordered_set<std::string_view> files;
  library_.for_each_path([&](const std::string& path) { files.insert(path); });
  caches_->parsed.table().forget_all_but(files);
  std::unordered_set<std::string_view> events;
  for (const auto& [folder, feed] : feeds_) {
    for (const auto& event : feed->events) events.insert(event->revised.event->path);
  }
  caches_->rendered.table().forget_all_but(events);
}

std::optional<Instant> Site::next_due() const {
  if (clock_was_set_back()) return clock_.now();
  std::optional<Instant> next = journal_.next_due();
  for (const std::optional<Instant>& due : {cut_due_, ends_.next_change(looked_)}) {
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

/// A feed of the library. Where its file does not tell for certain whether it ends, it ends as it
/// was to end before.
Feed Site::present_feed(const std::string& folder) const {
  Feed feed = *library_.find_feed(folder);
  if (library_.is_end_sure(folder)) return feed;
  for (const Feed& known : journal_.feeds()) {
    const bool is_it = known.folder == folder ||
                       std::count(feed.formerly.begin(), feed.formerly.end(), known.folder) != 0;
    if (!is_it || !known.retired) continue;
    feed.retired = known.retired;
    feed.successor = known.successor;
  }
  return feed;
}

/// The feed of a folder: as the library has it or, when the folder is away, as it was served last.
std::optional<Feed> Site::find_feed(const std::string& folder) const {
  if (former_folders_.count(folder) != 0) return std::nullopt;
  std::optional<Feed> feed;
  if (library_.find_feed(folder) != nullptr) {
    feed = present_feed(folder);
  } else {
    for (const Feed& known : journal_.feeds()) {
      if (known.folder == folder) feed = known;
    }
    if (feed) feed->access = library_.access_of(folder);
  }
  if (feed) {
    std::erase_if(feed->formerly,
                  [&](const auto& name) { return former_folders_.count(name) == 0; });
  }
  return feed;
}

/// The ids that the feeds were served under before, in folders that they have left among them.
FormerIds Site::former_ids(const std::vector<Feed>& feeds) const {
  std::map<std::string, FeedRecord> records;
  for (FeedRecord& record : journal_.feed_records()) {
    std::string folder = record.feed.folder;
    records.emplace(std::move(folder), std::move(record));
  }
  FormerIds former;
  for (const Feed& feed : feeds) {
    std::vector<std::string> folders = feed.formerly;
    folders.push_back(feed.folder);
    for (const std::string& folder : folders) {
      const auto record = records.find(folder);
      if (record == records.end()) continue;
      former.emplace(record->second.feed.id, feed.id);
      for (const std::string& id : record->second.former_ids) former.emplace(id, feed.id);
    }
  }
  return former;
}

/// The folders of feeds whose end is another than at the last update. A feed whose folder is away
/// ends as it said last.
std::set<std::string> Site::renew_ends() {
  std::vector<Feed> feeds;
  std::set<std::string> present;
  for (const std::string& folder : library_.feed_folders()) {
    present.insert(folder);
    if (former_folders_.count(folder) == 0) feeds.push_back(present_feed(folder));
  }
  for (Feed& feed : journal_.feeds()) {
    if (present.count(feed.folder) != 0 || former_folders_.count(feed.folder) != 0) continue;
    feed.access = library_.access_of(feed.folder);
    feeds.push_back(std::move(feed));
  }
  return ends_.update(feeds, former_ids(feeds));
}

void Site::find_former_folders() {
  former_folders_ = library_.dissolved_folders();
  for (const std::string& folder : library_.feed_folders()) {
    for (const std::string& former : library_.find_feed(folder)->formerly) {
      if (!library_.has_content(former)) former_folders_.insert(former);
    }
  }
}

bool Site::forget_former_feeds() {
  bool forgotten = false;
  for (const std::string& folder : former_folders_) {
    if (feeds_.count(folder) == 0) continue;
    forget(folder);
    forgotten = true;
  }
  return forgotten;
}

void Site::forget(const std::string& folder) {
  const auto feed = feeds_.find(folder);
  if (feed == feeds_.end()) return;
  shared_uids_.replace(feed->second.get(), nullptr);
  feeds_.erase(feed);
  translations_.erase(folder);
}

void Site::publish(const std::string& folder, const FeedEvents& revised) {
  std::shared_ptr<const PublishedFeed>& feed = feeds_[folder];
  const std::shared_ptr<const PublishedFeed> before = feed;
  feed = publisher_.publish(revised, before.get());
  // What is served in other bytes, and has not changed, is told to those who synchronise.
  if (const auto retold = journal_.note_tags(folder, list_tags(before.get(), *feed)))
    feed = publisher_.publish(*retold, feed.get());
  shared_uids_.replace(before.get(), feed.get());
}

/// Of the content as a whole.
Problems Site::general_problems() const {
  Problems problems = library_.general_problems();
  if (!unwatched_.empty()) {
    problems.push_back({Severity::warning, ".", 0, 0,
                        "changes of the content folder cannot all be watched for: " + unwatched_,
                        "it is looked at every ten seconds meanwhile", ProblemKind::hidden});
  }
  return problems;
}

}  // namespace almanach
