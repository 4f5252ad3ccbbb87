#include "journal/record_store.hpp"

namespace almanach {

JournalContents MemoryStore::load() {
  JournalContents contents;
  contents.id = "memory";
  contents.site_id = site_id_;
  for (const auto& [folder, feed] : feeds_) contents.feeds.push_back(feed);
  for (const auto& [number, event] : events_) {
    contents.events.push_back(event);
    contents.events.back().event.reset();
  }
  for (const auto& [address, number] : addresses_)
    contents.addresses.push_back({address.first, address.second, number});
  return contents;
}

std::shared_ptr<const Event> MemoryStore::read_event(std::int64_t number) {
  const auto found = events_.find(number);
  return found == events_.end() ? nullptr : found->second.event;
}

void MemoryStore::save(const JournalChanges& changes) {
  if (changes.site_id) site_id_ = *changes.site_id;
  for (const std::string& folder : changes.removed_feeds) feeds_.erase(folder);
  for (const FeedRecord* feed : changes.feeds) feeds_[feed->feed.folder] = *feed;
  for (const EventRecord* event : changes.events) events_[event->number] = *event;
  for (const AddressRecord& address : changes.addresses)
    addresses_[{address.folder, address.slug}] = address.event;
}

}  // namespace almanach
