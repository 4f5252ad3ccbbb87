#include "journal/feed_records.hpp"

#include <algorithm>

#include "model/event_addresses.hpp"
#include "model/zone_move.hpp"

namespace almanach {
namespace {

template <typename Map, typename Key>
std::optional<std::size_t> find_in(const Map& map, const Key& key) {
  const auto found = map.find(key);
  if (found == map.end()) return std::nullopt;
  return found->second;
}

/// The key has to be a part of the record that it leads to.
void index(std::unordered_map<std::string_view, std::size_t>& by_name, std::string_view name,
           std::size_t place) {
  by_name.erase(name);
  by_name.emplace(name, place);
}

}  // namespace

std::size_t FeedRecords::append(EventRecord record) {
  const std::size_t place = records_.size();
  const EventRecord& here = records_.emplace_back(std::move(record));
  by_number_[here.number] = place;
  index(by_uid_, here.uid, place);
  index(by_path_, here.path, place);
  return place;
}

void FeedRecords::restore(EventRecord record) {
  const std::size_t place = append(std::move(record));
  const EventRecord& here = records_[place];
  note_whether_misnamed(place);
  by_slug_.emplace(here.slug, place);
}

void FeedRecords::restore(const AddressRecord& address) {
  if (const auto place = find_in(by_number_, address.event)) by_slug_[address.slug] = *place;
}

void FeedRecords::restore(const GonePair& pair) {
  gone_pairs_[{pair.slug, pair.uid}] = pair.revision;
}

void FeedRecords::set_feed(const Feed& feed) {
  if (feed_.feed == feed) return;
  feed_.feed = feed;
  feed_changed_ = true;
}

void FeedRecords::set_zone_release(const std::string& release) {
  if (feed_.zone_release == release) return;
  feed_.zone_release = release;
  feed_unsaved_ = true;
}

void FeedRecords::renew_zones() {
  feed_.feed.zone = feed_.feed.zone.present();
  for (std::size_t place = 0; place < records_.size(); ++place) {
    const EventRecord& record = records_[place];
    if (!record.event) continue;
    if (auto renewed = by_present_zone(*record.event))
      edit(place).event = std::make_shared<const Event>(*std::move(renewed));
  }
}

std::optional<std::size_t> FeedRecords::find_by_path(std::string_view path) const {
  return find_in(by_path_, path);
}

std::optional<std::size_t> FeedRecords::find_by_uid(std::string_view uid) const {
  return find_in(by_uid_, uid);
}

std::optional<std::size_t> FeedRecords::find_by_slug(const std::string& slug) const {
  return find_in(by_slug_, slug);
}

std::size_t FeedRecords::add(EventRecord record, const std::string& address) {
  const std::size_t place = append(std::move(record));
  if (!address.empty()) address_paths_[place] = address;
  unsaved_.insert(place);
  give_slug(place);
  return place;
}

EventRecord& FeedRecords::edit(std::size_t place) {
  unsaved_.insert(place);
  return records_[place];
}

EventRecord& FeedRecords::change(std::size_t place) {
  changed_.insert(place);
  return records_[place];
}

void FeedRecords::remember_event(std::size_t place, std::shared_ptr<const Event> event) {
  records_[place].event = std::move(event);
}

void FeedRecords::move(std::size_t place, const std::string& path, const std::string& address) {
  const bool moved = records_[place].path != path;
  if (address.empty()) {
    address_paths_.erase(place);
  } else {
    address_paths_[place] = address;
  }
  if (moved) {
    EventRecord& record = edit(place);
    const auto found = by_path_.find(record.path);
    if (found != by_path_.end() && found->second == place) by_path_.erase(found);
    record.path = path;
    index(by_path_, record.path, place);
    give_slug(place);
  } else if (!address.empty()) {
    note_whether_misnamed(place);
  }
}

bool FeedRecords::is_at(std::size_t place, const std::string& address) const {
  const auto told = address_paths_.find(place);
  return told == address_paths_.end() ? address.empty() : told->second == address;
}

void FeedRecords::set_uid(std::size_t place, const std::string& uid) {
  if (records_[place].uid == uid) return;
  EventRecord& record = edit(place);
  change(place);
  note_gone_pair(record);
  by_uid_.erase(record.uid);
  record.uid = uid;
  index(by_uid_, record.uid, place);
}

std::string FeedRecords::address_path(std::size_t place) const {
  const auto told = address_paths_.find(place);
  return told != address_paths_.end() ? told->second
                                      : plain_address_path(records_[place].path, feed_.feed.folder);
}

/// A slug that an earlier build gave the record, by its path alone, is one that it may keep.
void FeedRecords::note_whether_misnamed(std::size_t place) {
  const EventRecord& record = records_[place];
  if (describe_other_slug(record.path, record.slug) && describe_misnamed(place)) {
    misnamed_.insert(place);
  } else {
    misnamed_.erase(place);
  }
}

std::optional<Problem> FeedRecords::describe_misnamed(std::size_t place) const {
  auto problem = describe_other_slug(address_path(place), records_[place].slug);
  if (problem) problem->file = file_of(records_[place].path);
  return problem;
}

void FeedRecords::give_slug(std::size_t place) {
  EventRecord& record = records_[place];
  const std::string slug = choose_slug(address_path(place), [&](const std::string& candidate) {
    const auto owner = find_by_slug(candidate);
    return owner && *owner != place && records_[*owner].presence != Presence::gone;
  });
  if (slug != record.slug) {
    if (record.presence != Presence::gone) note_gone_pair(record);
    change(place).slug = slug;
  }
  note_whether_misnamed(place);
  lead(slug, place);
}

void FeedRecords::lead(const std::string& slug, std::size_t place) {
  by_slug_[slug] = place;
  unsaved_addresses_.push_back({feed_.feed.folder, slug, records_[place].number});
}

void FeedRecords::give_addresses(const std::unordered_map<std::size_t, std::size_t>& heirs) {
  if (heirs.empty()) return;
  for (auto& [slug, owner] : by_slug_) {
    if (const auto heir = heirs.find(owner); heir != heirs.end()) lead(slug, heir->second);
  }
}

void FeedRecords::make_gone(std::size_t place) {
  note_gone_pair(records_[place]);
  edit(place).presence = Presence::gone;
  change(place);
}

/// Slug and UID of a record that was never served are no such pair.
void FeedRecords::note_gone_pair(const EventRecord& record) {
  if (record.revision != 0) changing_pairs_.push_back({record.slug, record.uid, 0});
}

Instant FeedRecords::latest_change() const {
  Instant latest;
  for (const std::size_t place : changed_) latest = std::max(latest, records_[place].modified);
  return latest;
}

void FeedRecords::give_revision(std::uint64_t revision, Instant modified) {
  feed_.revision = revision;
  feed_.modified = modified;
  feed_changed_ = false;
  feed_unsaved_ = true;
  for (const std::size_t place : changed_) edit(place).revision = revision;
  changed_.clear();
  for (GonePair& pair : changing_pairs_) {
    pair.revision = revision;
    restore(pair);
    unsaved_pairs_.push_back(std::move(pair));
  }
  changing_pairs_.clear();
}

void FeedRecords::take_over_feed(const FeedRecords& former) {
  if (former.feed_.feed.id != feed_.feed.id) feed_.former_ids.push_back(former.feed_.feed.id);
  for (const std::string& id : former.feed_.former_ids) feed_.former_ids.push_back(id);
  feed_.revision = 0;  // its addresses are others: that is a change by itself
  feed_.modified = std::max(feed_.modified, former.feed_.modified);
  feed_unsaved_ = true;
}

void FeedRecords::take_over_pairs(const FeedRecords& former) {
  for (const auto& [names, revision] : former.gone_pairs_) {
    const GonePair pair{names.first, names.second, revision};
    restore(pair);
    unsaved_pairs_.push_back(pair);
  }
}

void FeedRecords::adopt(FeedRecords&& former) {
  const std::string& old_folder = former.feed_.feed.folder;
  const std::string& folder = feed_.feed.folder;
  take_over_feed(former);
  for (EventRecord record : former.records_) {
    const std::size_t name = old_folder.empty() ? 0 : old_folder.size() + 1;
    record.path = (folder.empty() ? "" : folder + '/') + record.path.substr(name);
    record.folder = folder;
    unsaved_.insert(records_.size());
    restore(std::move(record));
  }
  for (const auto& [slug, place] : former.by_slug_)
    lead(slug, by_number_.at(former.records_[place].number));
  take_over_pairs(former);
}

void FeedRecords::absorb(FeedRecords&& former) {
  take_over_feed(former);
  for (EventRecord record : former.records_) {
    record.folder = feed_.feed.folder;
    const std::size_t place = append(std::move(record));
    unsaved_.insert(place);
    const EventRecord& here = records_[place];
    const bool named_by_folder = address_path(place) != here.path;
    const auto owner = find_by_slug(here.slug);
    const bool free = !owner || records_[*owner].presence == Presence::gone;
    if (here.presence == Presence::gone) continue;
    if (named_by_folder || !free) {
      give_slug(place);
    } else {
      note_whether_misnamed(place);
      lead(here.slug, place);
    }
  }
  for (const auto& [slug, place] : former.by_slug_) {
    const std::size_t here = by_number_.at(former.records_[place].number);
    const bool qualified = !read_former_name(slug).feed_id.empty();
    lead(qualified ? slug : make_former_name(former.feed_.feed.id, slug), here);
    if (!qualified && by_slug_.count(slug) == 0) lead(slug, here);
  }
  take_over_pairs(former);
}

void FeedRecords::collect_changes(JournalChanges& changes) const {
  if (feed_unsaved_) changes.feeds.push_back(&feed_);
  for (const std::size_t place : unsaved_) changes.events.push_back(&records_[place]);
  changes.addresses.insert(changes.addresses.end(), unsaved_addresses_.begin(),
                           unsaved_addresses_.end());
  for (const GonePair& pair : unsaved_pairs_)
    changes.gone_pairs.push_back({feed_.feed.folder, pair});
}

void FeedRecords::mark_saved() {
  feed_unsaved_ = false;
  unsaved_.clear();
  unsaved_addresses_ = {};  // with the room that a first start takes
  unsaved_pairs_ = {};
}

}  // namespace almanach
