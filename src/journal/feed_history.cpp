#include "journal/feed_history.hpp"

#include <algorithm>

#include "journal/fingerprint.hpp"
#include "journal/journal.hpp"
#include "model/event_addresses.hpp"
#include "model/kept_lines.hpp"
#include "model/public_addresses.hpp"
#include "model/status_words.hpp"

namespace almanach {
namespace {

constexpr std::chrono::seconds kOneSecond{1};

}  // namespace

std::shared_ptr<const Event> with_status(const Event& event, EventStatus status) {
  auto copy = std::make_shared<Event>(event);
  copy->status = status;
  return copy;
}

std::string Identities::make_uid(const std::string& feed_id, const std::string& path) {
  std::string uid = make_first_uid(site_id, feed_id, path);
  // Another event that lay there before, and has moved on since, has it.
  for (int number = 2; uids.count(uid) != 0; ++number)
    uid = make_first_uid(site_id, feed_id, path + '\n' + std::to_string(number));
  return uid;
}

void FeedHistory::restore(EventRecord event) {
  auto entry = std::make_unique<Entry>();
  entry->record = std::move(event);
  const EventRecord& record = entry->record;
  entry->other_slug = describe_other_slug(record.path, record.slug).has_value();
  by_number_[record.number] = entry.get();
  index(by_uid_, record.uid, *entry);
  // Where two had the same path, the later is the one whose file that is.
  index(by_path_, record.path, *entry);
  by_slug_.emplace(record.slug, entry.get());
  entries_.push_back(std::move(entry));
}

/// The key has to be a part of the entry that it leads to.
void FeedHistory::index(std::unordered_map<std::string_view, Entry*>& by_name,
                        std::string_view name, Entry& entry) {
  by_name.erase(name);
  by_name.emplace(name, &entry);
}

void FeedHistory::restore(const AddressRecord& address) {
  const auto found = by_number_.find(address.event);
  if (found != by_number_.end()) by_slug_[address.slug] = found->second;
}

void FeedHistory::restore(const Departure& departure) {
  departures_[{departure.slug, departure.uid}] = departure.revision;
}

FeedEvents FeedHistory::revise(const Feed& feed, const FolderContents& contents, const Round& round,
                               Problems& problems) {
  ++round_;
  touched_ = true;
  next_due_.reset();
  const bool feed_changed = record_.feed != feed || record_.revision == 0;
  Round here = round;
  here.settings_changed = round.settings_changed || feed_changed;
  record_.feed = feed;

  const Pairs pairs = match(contents, here, problems);
  for (const auto& [current, entry] : pairs) follow(*entry, *current, here);
  note_absences(contents.sight, here, problems);

  note_changes(round, feed_changed);
  for (const auto& entry : entries_) {
    if (!entry->other_slug || entry->round != round_) continue;
    if (auto problem = describe_other_slug(entry->record.path, entry->record.slug))
      problems.push_back(std::move(*problem));
  }
  return list();
}

/// Gives what has changed in this round the journal's next revision.
void FeedHistory::note_changes(const Round& round, bool feed_changed) {
  bool changed = feed_changed;
  for (const auto& entry : entries_) changed = changed || entry->changed;
  if (!changed) return;
  record_.revision = ++round.identities.revision;
  unsaved_ = true;
  const bool first = record_.modified == Instant();
  Instant modified = record_.modified;
  for (const auto& entry : entries_) {
    if (!entry->changed) continue;
    entry->changed = false;
    entry->record.revision = record_.revision;
    entry->unsaved = true;
    modified = std::max(modified, entry->record.modified);
  }
  // Who goes by dates alone has to see that the feed is another, also where an event has left.
  record_.modified = first && modified != Instant()
                         ? modified
                         : std::max({modified, round.now, record_.modified + kOneSecond});
  for (Departure& departure : departing_) {
    departure.revision = record_.revision;
    restore(departure);
    unsaved_departures_.push_back(std::move(departure));
  }
  departing_.clear();
}

/// Notes that the record's slug and UID are served together no more.
void FeedHistory::depart(const EventRecord& record) {
  if (record.revision != 0) departing_.push_back({record.slug, record.uid, 0});
}

/// Brings a record up to its file, which is there.
void FeedHistory::follow(Entry& entry, const CurrentEvent& current, const Round& round) {
  EventRecord& record = entry.record;
  if (current.event == nullptr) {
    // A faulty file: what it said last is served on, and its deletion is not undone.
    if (record.presence == Presence::missing) {
      record.presence = Presence::present;
      entry.unsaved = true;
    }
    if (record.presence == Presence::present && (!entry.served || round.settings_changed))
      serve_without_file(entry, round);
    return;
  }
  const bool was_there = record.presence == Presence::present;
  if (was_there && record.event == current.event && !round.settings_changed && !entry.changed)
    return;
  if (record.presence == Presence::gone) entry.changed = true;
  if (!was_there) {
    record.presence = Presence::present;
    entry.unsaved = true;
    if (by_slug_[record.slug] != &entry) give_slug(entry);
  }
  record.event = current.event;
  see(entry, adjust_postponed(entry, current.event), round);
}

/// A postponed event takes place after all once it has another time than the one that it was
/// postponed from.
std::shared_ptr<const Event> FeedHistory::adjust_postponed(Entry& entry,
                                                           std::shared_ptr<const Event> event) {
  std::optional<Digest>& from = entry.record.postponed_from;
  if (event->status != EventStatus::postponed) {
    from.reset();
    return event;
  }
  const Digest time = time_digest(*event);
  if (!from) from = entry.record.time.value_or(time);
  return *from == time ? event : with_status(*event, EventStatus::confirmed);
}

/// Sets what subscribers see of an event from now on.
void FeedHistory::see(Entry& entry, std::shared_ptr<const Event> served, const Round& round) {
  EventRecord& record = entry.record;
  const std::string link = event_link(*served, record.slug, record_.feed, round.settings.base_url,
                                      round.settings.site_url);
  const std::optional<Event> shown = with_shown_titles(*served, record_.feed.language);
  const Digest seen = seen_digest(shown ? *shown : *served, record.uid, link);
  entry.start = covered_time(*served).start;
  entry.served = std::move(served);
  if (seen == record.seen) return;
  const Digest plan = plan_digest(*entry.served);
  const bool first = record.revision == 0 && record.seen == Digest{};
  if (!first) {
    if (plan != record.plan) ++record.sequence;
    record.modified = std::max(round.now, record.modified + kOneSecond);
  }
  record.sequence = std::max(record.sequence, kept_sequence(entry.served->kept_lines));
  record.seen = seen;
  record.plan = plan;
  record.time = time_digest(*entry.served);
  entry.changed = true;
}

/// Whether the record's event is at hand; one that a damaged store has lost is served no more until
/// its file is read again.
bool FeedHistory::recall(Entry& entry, const Round& round) {
  if (!entry.record.event) entry.record.event = round.store.read_event(entry.record.number);
  return entry.record.event != nullptr;
}

FeedEvents FeedHistory::list() const {
  FeedEvents result;
  result.feed = record_.feed;
  result.former_ids = record_.former_ids;
  result.revision = record_.revision;
  result.modified = record_.modified;
  std::vector<const Entry*> served;
  for (const auto& entry : entries_) {
    if (entry->record.presence != Presence::gone && entry->served) served.push_back(entry.get());
  }
  std::sort(served.begin(), served.end(), [](const Entry* a, const Entry* b) {
    return a->start != b->start ? a->start < b->start : a->record.slug < b->record.slug;
  });
  for (const Entry* entry : served) {
    const EventRecord& record = entry->record;
    result.events.push_back({entry->served, record.slug, record.uid, record.sequence,
                             record.created, record.modified, record.revision,
                             record.presence == Presence::cancelled, record.seen});
  }
  for (const auto& [names, revision] : departures_)
    result.departures.push_back({names.first, names.second, revision});
  for (const auto& [slug, entry] : by_slug_) {
    if (entry->record.presence == Presence::gone) {
      result.gone.insert(slug);
    } else if (slug != entry->record.slug) {
      result.former_slugs.emplace(slug, entry->record.slug);
    }
  }
  return result;
}

void FeedHistory::adopt(FeedHistory&& former) {
  touched_ = true;
  const std::string old_folder = former.record_.feed.folder;
  const std::string& folder = record_.feed.folder;
  if (former.record_.feed.id != record_.feed.id)
    record_.former_ids.push_back(former.record_.feed.id);
  for (const std::string& id : former.record_.former_ids) record_.former_ids.push_back(id);
  record_.revision = 0;  // its addresses are others: that is a change by itself
  record_.modified = std::max(record_.modified, former.record_.modified);
  unsaved_ = true;
  for (auto& entry : former.entries_) {
    EventRecord record = entry->record;
    const std::size_t name = old_folder.empty() ? 0 : old_folder.size() + 1;
    record.path = (folder.empty() ? "" : folder + '/') + record.path.substr(name);
    record.folder = folder;
    restore(std::move(record));
    entries_.back()->unsaved = true;
  }
  for (const auto& [slug, entry] : former.by_slug_) {
    const std::int64_t number = entry->record.number;
    if (by_number_.count(number) == 0) continue;
    restore(AddressRecord{folder, slug, number});
    unsaved_addresses_.push_back({folder, slug, number});
  }
  for (const auto& [names, revision] : former.departures_) {
    restore(Departure{names.first, names.second, revision});
    unsaved_departures_.push_back({names.first, names.second, revision});
  }
}

void FeedHistory::collect_changes(JournalChanges& changes) const {
  if (!touched_) return;
  if (unsaved_) changes.feeds.push_back(&record_);
  for (const auto& entry : entries_) {
    if (entry->unsaved) changes.events.push_back(&entry->record);
  }
  changes.addresses.insert(changes.addresses.end(), unsaved_addresses_.begin(),
                           unsaved_addresses_.end());
  for (const Departure& departure : unsaved_departures_)
    changes.departures.push_back({record_.feed.folder, departure});
}

void FeedHistory::mark_saved() {
  if (!touched_) return;
  touched_ = false;
  unsaved_ = false;
  unsaved_addresses_.clear();
  unsaved_departures_.clear();
  for (const auto& entry : entries_) entry->unsaved = false;
}

}  // namespace almanach
