#include "journal/journal.hpp"

#include <algorithm>
#include <cstdint>

#include "base/log.hpp"
#include "model/retirement.hpp"
#include "model/zone_data.hpp"

namespace almanach {
namespace {

/// Between two attempts to write what the store has refused.
constexpr std::chrono::seconds kRetryInterval{10};

}  // namespace

Journal::Journal(RecordStore& store, const Config& config, const Clock& clock)
    : store_(store), clock_(clock) {
  JournalContents contents = store_.load();
  complaint_ = store_.complaint();
  id_ = std::move(contents.id);
  identities_.site_id = std::move(contents.site_id);
  identities_.first_sequence = contents.first_sequence;
  dialects_ = std::move(contents.dialects);
  access_changed_ = contents.access_changed;
  for (LinkRecord& link : contents.links) links_.emplace(link.number, std::move(link));
  for (FeedRecord& feed : contents.feeds) {
    std::string folder = feed.feed.folder;
    identities_.revision = std::max(identities_.revision, feed.revision);
    histories_.emplace(std::move(folder), FeedHistory(std::move(feed), true));
  }
  for (EventRecord& event : contents.events) {
    identities_.next_number = std::max(identities_.next_number, event.number + 1);
    identities_.uids.insert(event.uid);
    const auto history = histories_.find(event.folder);
    if (history != histories_.end()) history->second.restore(std::move(event));
  }
  for (const AddressRecord& address : contents.addresses) {
    const auto history = histories_.find(address.folder);
    if (history != histories_.end()) history->second.restore(address);
  }
  for (const auto& [folder, pair] : contents.gone_pairs) {
    identities_.uids.insert(pair.uid);
    const auto history = histories_.find(folder);
    if (history != histories_.end()) history->second.restore(pair);
  }
  durable_revision_ = identities_.revision;
  configure(config);
}

void Journal::configure(const Config& config) {
  settings_ = {config.base_url, config.site_url, config.keep_cancelled, config.mass_deletion_hold,
               zone_data()->release()};
  // Unless configured, what UIDs are made from stays what it was when the journal was made: the
  // public address may change, an event's UID may not.
  if ((config.site_id_is_given || identities_.site_id.empty()) &&
      identities_.site_id != config.site_id) {
    identities_.site_id = config.site_id;
    site_id_unsaved_ = true;
  }
  for (auto& [folder, history] : histories_) {
    history.renew_zones();
    stale_.insert(folder);
  }
}

std::map<std::string, std::string> Journal::feed_ids() const {
  std::map<std::string, std::string> ids;
  for (const auto& [folder, history] : histories_) ids.emplace(folder, history.feed().id);
  return ids;
}

std::set<std::string> Journal::bundles() const {
  std::set<std::string> folders;
  for (const auto& [folder, history] : histories_) history.add_bundles(folders);
  return folders;
}

std::vector<Feed> Journal::feeds() const {
  std::vector<Feed> feeds;
  for (const auto& [folder, history] : histories_) feeds.push_back(history.feed());
  return feeds;
}

std::vector<FeedRecord> Journal::feed_records() const {
  std::vector<FeedRecord> records;
  for (const auto& [folder, history] : histories_) records.push_back(history.record());
  return records;
}

std::map<std::string, Instant> Journal::closing_events() const {
  std::map<std::string, Instant> since;
  for (const auto& [folder, history] : histories_) {
    if (const auto when = history.modified_of(closing_event_path(folder)))
      since.emplace(folder, *when);
  }
  return since;
}

std::vector<LinkRecord> Journal::links() const {
  std::vector<LinkRecord> links;
  for (const auto& [number, link] : links_) links.push_back(link);
  return links;
}

void Journal::keep_link(LinkRecord link) {
  const std::int64_t number = link.number;
  links_.insert_or_assign(number, std::move(link));
  unsaved_links_.insert(number);
}

void Journal::drop_link(std::int64_t number) {
  links_.erase(number);
  unsaved_links_.erase(number);
}

std::vector<LinkRecord> Journal::unsaved_links() const {
  std::vector<LinkRecord> links;
  for (const std::int64_t number : unsaved_links_) links.push_back(links_.at(number));
  return links;
}

std::string Journal::save_links() {
  JournalChanges changes;
  changes.links = unsaved_links();
  if (changes.empty()) return {};
  try {
    store_.save(changes);
  } catch (const StoreReplaced&) {
    throw;
  } catch (const StoreError& error) {
    return error.what();
  }
  unsaved_links_.clear();
  return {};
}

std::set<std::string> Journal::files() const {
  std::set<std::string> files;
  for (const auto& [folder, history] : histories_) history.add_files(files);
  return files;
}

std::set<std::string> Journal::names() const {
  std::set<std::string> names;
  for (const auto& [folder, history] : histories_) history.add_names(names);
  return names;
}

void Journal::keep_dialect(const std::string& folder, const std::string& text) {
  std::string& known = dialects_[folder];
  if (known == text) return;
  known = text;
  unsaved_dialects_.insert(folder);
}

void Journal::remove_feed(const std::string& folder) {
  histories_.erase(folder);
  dialects_.erase(folder);
  unsaved_dialects_.erase(folder);
  adopting_.erase(folder);
  removed_feeds_.push_back(folder);
}

/// Links go with the feed that they open. One that was revoked opens nothing: it stays what
/// programs ask for.
void Journal::move_links(const std::string& former_id, const std::string& id) {
  if (former_id == id) return;
  for (auto& [number, link] : links_) {
    if (link.feed != former_id || link.revoked) continue;
    link.feed = id;
    unsaved_links_.insert(number);
  }
}

FeedHistory& Journal::history_of(const Feed& feed, const std::vector<std::string>& absorbed) {
  const auto [entry, fresh] =
      histories_.try_emplace(feed.folder, FeedRecord{feed, {}, 0, {}, {}}, false);
  for (const std::string& folder : feed.formerly) {
    const auto former = histories_.find(folder);
    if (folder == feed.folder || former == histories_.end()) continue;
    move_links(former->second.feed().id, feed.id);
    entry->second.adopt(std::move(former->second));
    remove_feed(folder);
  }
  for (const std::string& folder : absorbed) {
    const auto former = histories_.find(folder);
    if (folder == feed.folder || former == histories_.end()) continue;
    move_links(former->second.feed().id, feed.id);
    entry->second.absorb(std::move(former->second));
    remove_feed(folder);
  }
  return entry->second;
}

Round Journal::begin_round(bool settings_changed) {
  return {settings_, identities_, store_, clock_.now(), deletions_confirmed_, settings_changed};
}

FeedEvents Journal::revise(const Feed& feed, const FolderContents& contents, Problems& problems) {
  const auto known = histories_.find(feed.folder);
  if (known != histories_.end() && known->second.feed().access != feed.access) {
    // Later than all that somebody may have been told of, to the second.
    Instant latest = access_changed_;
    for (const auto& [folder, history] : histories_)
      latest = std::max(latest, history.record().modified);
    access_changed_ = std::max(latest + std::chrono::seconds(1), clock_.now());
    access_changed_unsaved_ = true;
  }
  const Round round = begin_round(stale_.count(feed.folder) != 0);
  FeedEvents revised = history_of(feed, contents.absorbed).revise(feed, contents, round, problems);
  stale_.erase(feed.folder);
  adopting_.erase(feed.folder);
  return revised;
}

std::optional<EventEdits> Journal::edit(const Feed& feed, const std::vector<CurrentEvent>& files,
                                        Problems& problems) {
  const auto history = histories_.find(feed.folder);
  const bool is_whole_round =
      deletions_confirmed_ || stale_.count(feed.folder) != 0 || adopting_.count(feed.folder) != 0;
  if (history == histories_.end() || is_whole_round) return std::nullopt;
  return history->second.edit(feed, files, begin_round(false), problems);
}

std::vector<std::size_t> Journal::adopt(const std::vector<Adoption>& adoptions) {
  std::vector<std::size_t> refused;
  for (std::size_t i = 0; i < adoptions.size(); ++i) {
    if (!adopt(adoptions[i])) refused.push_back(i);
  }
  return refused;
}

bool Journal::adopt(const Adoption& adoption) {
  const auto history = histories_.find(adoption.folder);
  if (history == histories_.end()) return false;
  const bool renames = adoption.uid != adoption.old_uid;
  const bool is_known = std::any_of(histories_.begin(), histories_.end(), [&](const auto& entry) {
    return entry.second.knows_uid(adoption.old_uid);
  });
  if (renames && is_known) {
    // Asked a second time, after the store has failed: it has been done.
    return adopting_.count(adoption.folder) != 0 && history->second.knows_uid(adoption.old_uid) &&
           !history->second.knows_uid(adoption.uid);
  }
  if (!history->second.take_old_uid(adoption, begin_round(false))) return false;
  adopting_.insert(adoption.folder);
  return true;
}

std::optional<FeedEvents> Journal::note_tags(const std::string& folder, const EventTags& tags) {
  return histories_.at(folder).note_tags(tags, identities_);
}

std::set<std::string> Journal::due_folders() const {
  std::set<std::string> due = adopting_;
  const Instant now = clock_.now();
  for (const auto& [folder, history] : histories_) {
    if (history.next_due() && *history.next_due() <= now) due.insert(folder);
  }
  return due;
}

std::optional<Instant> Journal::next_due() const {
  if (!adopting_.empty()) return clock_.now();
  std::optional<Instant> next = retry_;
  for (const auto& [folder, history] : histories_) {
    const auto due = history.next_due();
    if (due && (!next || *due < *next)) next = due;
  }
  return next;
}

bool Journal::commit() {
  deletions_confirmed_ = false;
  JournalChanges changes;
  if (site_id_unsaved_) changes.site_id = identities_.site_id;
  if (access_changed_unsaved_) changes.access_changed = access_changed_;
  changes.links = unsaved_links();
  changes.removed_feeds = removed_feeds_;
  for (const std::string& folder : unsaved_dialects_) changes.dialects[folder] = dialects_[folder];
  for (const auto& [folder, history] : histories_) history.collect_changes(changes);
  try {
    if (!changes.empty()) store_.save(changes);
  } catch (const StoreReplaced&) {
    throw;
  } catch (const StoreError& error) {
    if (complaint_ != error.what())
      log_error("the journal cannot be written, its changes wait: {}", error.what());
    complaint_ = error.what();
    retry_ = clock_.now() + kRetryInterval;
    return false;
  }
  if (retry_) log_info("the journal has been written again");
  retry_.reset();
  durable_revision_ = identities_.revision;
  complaint_ = store_.complaint();
  site_id_unsaved_ = false;
  removed_feeds_.clear();
  unsaved_dialects_.clear();
  unsaved_links_.clear();
  access_changed_unsaved_ = false;
  for (auto& [folder, history] : histories_) history.mark_saved();
  return true;
}

}  // namespace almanach
