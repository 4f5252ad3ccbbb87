#include <fmt/format.h>

#include <algorithm>

#include "journal/feed_history.hpp"
#include "journal/fingerprint.hpp"
#include "model/event_addresses.hpp"
#include "model/kept_lines.hpp"

namespace almanach {
namespace {

/// Of what a file says, wherever it lies.
Digest content_digest(const Event& event) {
  return seen_digest(event, "", "");
}

std::string first_key(const Event& event) {
  return fmt::format("{} {}", covered_time(event).start.time_since_epoch().count(), event.title);
}

/// A description that two events have in common by chance is no sign of their being one.
constexpr std::size_t kTellingLength = 40;

std::string second_key(const Event& event) {
  if (event.description.plain_size() < kTellingLength) return {};
  return fmt::format("{} {}", covered_time(event).start.time_since_epoch().count(),
                     event.description.plain());
}

}  // namespace

/// Finds, for a file under a new name, the event that has lost its file: the same content, or the
/// same start with the same title or the same text.
class FeedHistory::Renames {
 public:
  /// `entries`: those whose files were not found in this round.
  Renames(const std::vector<Entry*>& entries, const Round& round) {
    for (Entry* entry : entries) {
      if (!recall(*entry, round)) continue;
      const Event& event = *entry->record.event;
      contents_.emplace(to_hex(content_digest(event)), entry);
      titles_.emplace(first_key(event), entry);
      if (const std::string key = second_key(event); !key.empty()) texts_.emplace(key, entry);
    }
  }

  /// Null: none. Each entry is found once.
  Entry* take_same(const Event& event) { return take(contents_, to_hex(content_digest(event))); }
  Entry* take_similar(const Event& event) {
    if (Entry* entry = take(titles_, first_key(event))) return entry;
    return take(texts_, second_key(event));
  }

 private:
  using Index = std::multimap<std::string, Entry*>;

  Entry* take(const Index& index, const std::string& key) {
    const auto [begin, end] = index.equal_range(key);
    for (auto found = begin; found != end; ++found) {
      if (taken_.insert(found->second).second) return found->second;
    }
    return nullptr;
  }

  Index contents_;
  Index titles_;
  Index texts_;
  std::set<Entry*> taken_;
};

/// Which record each file belongs to. By its path, where its UID does not say otherwise; by the UID
/// that it gives; by what it says, where it was renamed; else a new one.
FeedHistory::Pairs FeedHistory::match(const FolderContents& contents, const Round& round,
                                      Problems& problems) {
  Pairs pairs;
  std::vector<const CurrentEvent*> others;
  const std::set<const CurrentEvent*> outdated = find_outdated(contents, problems);
  const auto claim = [&](Entry& entry, const CurrentEvent& current) {
    entry.round = round_;
    pairs.emplace_back(&current, &entry);
  };
  for (const CurrentEvent& current : contents.events) {
    if (outdated.count(&current) != 0) continue;
    const auto found = by_path_.find(current.path);
    const bool known =
        found != by_path_.end() && (current.event == nullptr || current.event->uid.empty() ||
                                    current.event->uid == found->second->record.uid);
    if (known) {
      claim(*found->second, current);
    } else if (current.event != nullptr) {
      others.push_back(&current);
    }
  }

  std::vector<const CurrentEvent*> unknown;
  for (const CurrentEvent* current : others) {
    const std::string& uid = current->event->uid;
    Entry* owner = uid.empty() ? nullptr : find_by_uid(uid);
    const auto here = by_path_.find(current->path);
    if (owner != nullptr && owner->round == round_) {
      problems.push_back(describe_duplicate_uid(*current, *owner));
    } else if (owner != nullptr) {
      move(*owner, current->path);
      claim(*owner, *current);
    } else if (here != by_path_.end() && here->second->round != round_) {
      change_uid(*here->second, uid, round);
      claim(*here->second, *current);
    } else {
      unknown.push_back(current);
    }
  }

  std::vector<Entry*> lost;
  if (!unknown.empty()) {
    for (const auto& entry : entries_) {
      if (entry->round != round_ && entry->record.presence != Presence::gone)
        lost.push_back(entry.get());
    }
  }
  Renames renames(lost, round);
  // Those that have not changed first, so that a similar one does not take what is another's.
  std::vector<const CurrentEvent*> changed;
  for (const CurrentEvent* current : unknown) {
    Entry* entry = current->event->uid.empty() ? renames.take_same(*current->event) : nullptr;
    if (entry == nullptr) {
      changed.push_back(current);
      continue;
    }
    move(*entry, current->path);
    claim(*entry, *current);
  }
  for (const CurrentEvent* current : changed) {
    const std::string& uid = current->event->uid;
    if (const Entry* owner = uid.empty() ? nullptr : find_by_uid(uid)) {
      problems.push_back(describe_duplicate_uid(*current, *owner));
      continue;
    }
    Entry* entry = renames.take_similar(*current->event);
    if (entry == nullptr) {
      entry = &add(*current, round);
    } else {
      move(*entry, current->path);
      change_uid(*entry, uid, round);
    }
    claim(*entry, *current);
  }
  for (const auto& [current, entry] : find_hidden(contents)) claim(*entry, *current);
  return pairs;
}

/// Of a calendar that was exported twice, the events of the older file: those whose SEQUENCE is
/// lower than what another file gives the same UID.
std::set<const CurrentEvent*> FeedHistory::find_outdated(const FolderContents& contents,
                                                         Problems& problems) {
  const auto sequence_of = [](const CurrentEvent& current) {
    return kept_sequence(current.event->kept_lines);
  };
  std::unordered_map<std::string_view, const CurrentEvent*> newest;
  std::vector<const CurrentEvent*> kept;
  for (const CurrentEvent& current : contents.events) {
    if (!current.event || current.event->kept_lines.empty() || current.event->uid.empty()) continue;
    kept.push_back(&current);
    const CurrentEvent*& known = newest[current.event->uid];
    if (known == nullptr || sequence_of(current) > sequence_of(*known)) known = &current;
  }
  std::set<const CurrentEvent*> outdated;
  for (const CurrentEvent* current : kept) {
    const CurrentEvent& winner = *newest.at(current->event->uid);
    if (sequence_of(*current) == sequence_of(winner)) continue;
    outdated.insert(current);
    problems.push_back(
        {Severity::warning, file_of(current->path), 0, 0,
         fmt::format("duplicate uid \"{}\": {} has it with SEQUENCE {}, this edition with {} is "
                     "left out",
                     current->event->uid, file_of(winner.path), sequence_of(winner),
                     sequence_of(*current)),
         "delete the older file, or the event in it"});
  }
  return outdated;
}

/// The events that may still be in a file which holds several and cannot be told apart now. Those
/// that were found elsewhere are not among them.
FeedHistory::Pairs FeedHistory::find_hidden(const FolderContents& contents) const {
  std::unordered_map<std::string_view, const CurrentEvent*> faulty;
  for (const CurrentEvent& current : contents.events) {
    if (current.event == nullptr && key_of(current.path).empty())
      faulty.emplace(current.path, &current);
  }
  Pairs hidden;
  if (faulty.empty()) return hidden;
  for (const auto& entry : entries_) {
    const std::string& path = entry->record.path;
    if (entry->round == round_ || key_of(path).empty()) continue;
    const auto found = faulty.find(file_of(path));
    if (found != faulty.end()) hidden.emplace_back(found->second, entry.get());
  }
  return hidden;
}

Problem FeedHistory::describe_duplicate_uid(const CurrentEvent& current, const Entry& owner) {
  return {Severity::error,
          file_of(current.path),
          0,
          0,
          fmt::format("duplicate uid \"{}\": {} has it already, this event is left out",
                      owner.record.uid, owner.record.path),
          "give each event a uid of its own, or none"};
}

FeedHistory::Entry* FeedHistory::find_by_uid(const std::string& uid) const {
  const auto found = by_uid_.find(uid);
  return found == by_uid_.end() ? nullptr : found->second;
}

FeedHistory::Entry& FeedHistory::add(const CurrentEvent& current, const Round& round) {
  const Event& event = *current.event;
  auto entry = std::make_unique<Entry>();
  EventRecord& record = entry->record;
  record.number = round.identities.next_number++;
  record.folder = record_.feed.folder;
  record.path = current.path;
  record.uid =
      event.uid.empty() ? round.identities.make_uid(record_.feed.id, current.path) : event.uid;
  record.sequence = round.identities.first_sequence;
  // A date to come would hide the changes that are made until then.
  record.created = std::min(event.written.value_or(current.file_modified), round.now);
  record.modified = std::clamp(event.modified.value_or(current.file_modified), record.created,
                               std::max(record.created, round.now));
  // After a loss nobody knows what was served of it before.
  if (record.sequence != 0) record.modified = std::max(record.modified, round.now);
  entry->unsaved = true;
  round.identities.uids.insert(record.uid);
  by_number_[record.number] = entry.get();
  index(by_uid_, record.uid, *entry);
  index(by_path_, record.path, *entry);
  give_slug(*entry);
  entries_.push_back(std::move(entry));
  return *entries_.back();
}

void FeedHistory::move(Entry& entry, const std::string& path) {
  EventRecord& record = entry.record;
  if (record.path == path) return;
  const auto found = by_path_.find(record.path);
  if (found != by_path_.end() && found->second == &entry) by_path_.erase(found);
  record.path = path;
  index(by_path_, record.path, entry);
  entry.unsaved = true;
  give_slug(entry);
}

/// The slug that the file's name asks for; former ones go on leading here.
void FeedHistory::give_slug(Entry& entry) {
  EventRecord& record = entry.record;
  const std::string slug = choose_slug(record.path, [&](const std::string& candidate) {
    const auto owner = by_slug_.find(candidate);
    return owner != by_slug_.end() && owner->second != &entry &&
           owner->second->record.presence != Presence::gone;
  });
  entry.other_slug = describe_other_slug(record.path, slug).has_value();
  if (slug != record.slug) {
    if (record.presence != Presence::gone) depart(record);
    entry.changed = true;
  }
  record.slug = slug;
  by_slug_[slug] = &entry;
  unsaved_addresses_.push_back({record.folder, slug, record.number});
}

/// A `uid:` in the file wins over the UID that the event had.
void FeedHistory::change_uid(Entry& entry, const std::string& uid, const Round& round) {
  if (uid.empty() || entry.record.uid == uid) return;
  depart(entry.record);
  by_uid_.erase(entry.record.uid);
  entry.record.uid = uid;
  index(by_uid_, entry.record.uid, entry);
  round.identities.uids.insert(uid);
  entry.unsaved = true;
  entry.changed = true;
}

}  // namespace almanach
