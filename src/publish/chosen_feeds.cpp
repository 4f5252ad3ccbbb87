#include "publish/chosen_feeds.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace almanach {
namespace {

/// How many feeds may have followed each other: who writes a circle is told elsewhere.
constexpr int kMostSuccessors = 16;

/// The feed that is served in the place of an id; null: none. `ended` is set where one was.
const PublishedFeed* find_served(const Snapshot& snapshot, std::string id, bool& ended) {
  for (int step = 0; step < kMostSuccessors; ++step) {
    const PublishedFeed* const feed = snapshot.find_feed(id);
    if (feed == nullptr) return nullptr;
    const Retirement* const retirement = snapshot.find_retirement(feed->feed.id);
    if (retirement == nullptr || retirement->stage == Retirement::Stage::announced ||
        retirement->served_on)
      return feed;
    if (retirement->successor_feed.empty()) {
      if (retirement->stage != Retirement::Stage::closed) return feed;
      ended = true;
      return nullptr;
    }
    id = retirement->successor_feed;
  }
  return nullptr;
}

}  // namespace

FeedsFound narrow_to_known_feeds(Choices& choices, const Snapshot& snapshot) {
  if (choices.feeds.empty()) return FeedsFound::all;
  bool ended = false;
  std::vector<std::string> present;
  for (const std::string& id : choices.feeds) {
    if (const PublishedFeed* const feed = find_served(snapshot, id, ended))
      present.push_back(feed->feed.id);
  }
  std::sort(present.begin(), present.end());
  present.erase(std::unique(present.begin(), present.end()), present.end());
  choices.feeds = std::move(present);
  if (!choices.feeds.empty()) return FeedsFound::some;
  return ended ? FeedsFound::ended : FeedsFound::none;
}

std::vector<const PublishedFeed*> chosen_feeds(const Choices& choices, const Snapshot& snapshot) {
  std::vector<const PublishedFeed*> feeds;
  for (const auto& feed : snapshot.feeds) {
    const std::vector<std::string>& ids = choices.feeds;
    if (ids.empty() || std::binary_search(ids.begin(), ids.end(), feed->feed.id))
      feeds.push_back(feed.get());
  }
  return feeds;
}

}  // namespace almanach
