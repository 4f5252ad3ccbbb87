#include "publish/shared_uids.hpp"

#include <functional>

namespace almanach {
namespace {

std::size_t hash_of(std::string_view uid) {
  return std::hash<std::string_view>()(uid);
}

/// Calls `take` with the UID of each event of `feed` that `other` does not share.
template <typename Take>
void for_each_own(const PublishedFeed* feed, const PublishedFeed* other, const Take& take) {
  if (feed == nullptr) return;
  for (const auto& event : feed->events) {
    const RevisedEvent& revised = event->revised;
    if (other != nullptr && Snapshot::find_event(*other, revised.slug) == event.get()) continue;
    take(revised.uid);
  }
}

}  // namespace

void SharedUids::replace(const PublishedFeed* before, const PublishedFeed* after) {
  for_each_own(before, after, [&](std::string_view uid) { remove(uid); });
  for_each_own(after, before, [&](std::string_view uid) { add(uid); });
}

bool SharedUids::may_hold(std::string_view uid) const {
  const auto found = counts_.find(hash_of(uid));
  return found != counts_.end() && found->second > 1;
}

void SharedUids::add(std::string_view uid) {
  if (++counts_[hash_of(uid)] == 2) ++shared_;
}

void SharedUids::remove(std::string_view uid) {
  const auto found = counts_.find(hash_of(uid));
  if (--found->second == 1) --shared_;
  if (found->second == 0) counts_.erase(found);
}

}  // namespace almanach
