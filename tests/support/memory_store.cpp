#include "support/memory_store.hpp"

namespace almanach::testing {

JournalContents MemoryStore::load() {
  JournalContents contents;
  contents.id = id_;
  contents.site_id = site_id_;
  contents.dialects = dialects_;
  contents.access_changed = access_changed_;
  for (const auto& [number, link] : links_) contents.links.push_back(link);
  for (const auto& [folder, feed] : feeds_) contents.feeds.push_back(feed);
  for (const auto& [number, event] : events_) {
    contents.events.push_back(event);
    contents.events.back().event.reset();
  }
  for (const auto& [address, number] : addresses_)
    contents.addresses.push_back({address.first, address.second, number});
  for (const auto& [key, revision] : gone_pairs_) {
    const auto& [folder, slug, uid] = key;
    contents.gone_pairs.push_back({folder, {slug, uid, revision}});
  }
  return contents;
}

std::shared_ptr<const Event> MemoryStore::read_event(std::int64_t number) {
  const auto found = events_.find(number);
  if (found == events_.end() || !found->second.event) return nullptr;
  // As from a disk, where a zone is its name.
  Event read = *found->second.event;
  read.zone = read.zone.present();
  return std::make_shared<const Event>(std::move(read));
}

void MemoryStore::save(const JournalChanges& changes) {
  if (changes.site_id) site_id_ = *changes.site_id;
  for (const std::string& folder : changes.removed_feeds) {
    feeds_.erase(folder);
    dialects_.erase(folder);
    std::erase_if(addresses_, [&](const auto& entry) { return entry.first.first == folder; });
    std::erase_if(gone_pairs_,
                  [&](const auto& entry) { return std::get<0>(entry.first) == folder; });
  }
  for (const auto& [folder, text] : changes.dialects) dialects_[folder] = text;
  for (const LinkRecord& link : changes.links) links_[link.number] = link;
  if (changes.access_changed) access_changed_ = *changes.access_changed;
  for (const FeedRecord* feed : changes.feeds) feeds_[feed->feed.folder] = *feed;
  for (const EventRecord* event : changes.events) events_[event->number] = *event;
  for (const AddressRecord& address : changes.addresses)
    addresses_[{address.folder, address.slug}] = address.event;
  for (const auto& [folder, pair] : changes.gone_pairs)
    gone_pairs_[{folder, pair.slug, pair.uid}] = pair.revision;
}

}  // namespace almanach::testing
