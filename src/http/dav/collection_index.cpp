#include "http/dav/collection_index.hpp"

#include "base/digest.hpp"

namespace almanach::dav {

const std::string& CollectionIndex::tag() const {
  std::call_once(tag_once_, [this] {
    std::string all;
    for (const auto& event : feed_.events) {
      const Digest& one = event->calendar_digest;
      all.append(event->revised.slug).push_back('\n');
      all.append(one.begin(), one.end());
    }
    tag_ = to_hex(digest(all));
  });
  return tag_;
}

const std::vector<TimeSpan>& CollectionIndex::times() const {
  std::call_once(times_once_, [this] {
    times_.reserve(feed_.events.size());
    for (const auto& event : feed_.events) times_.push_back(event->time);
  });
  return times_;
}

std::shared_ptr<const CollectionIndex> CollectionIndexes::get(
    const std::shared_ptr<const PublishedFeed>& feed) {
  const std::lock_guard lock(mutex_);
  Entry& entry = by_id_[feed->feed.id];
  if (entry.feed.lock() == feed) return entry.index;
  std::erase_if(by_id_, [&](const auto& other) {
    return other.first != feed->feed.id && other.second.feed.expired();
  });
  Entry& fresh = by_id_[feed->feed.id];
  fresh = {feed, std::make_shared<const CollectionIndex>(*feed)};
  return fresh.index;
}

}  // namespace almanach::dav
