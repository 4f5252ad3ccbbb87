#include "publish/stale_answers.hpp"

#include <algorithm>

namespace almanach {
namespace {

bool list_same_feeds(const Snapshot& before, const Snapshot& now) {
  return std::equal(before.feeds.begin(), before.feeds.end(), now.feeds.begin(), now.feeds.end(),
                    [](const auto& was, const auto& is) {
                      return was->feed == is->feed && was->past->former_ids == is->past->former_ids;
                    });
}

}  // namespace

void StaleAnswers::add(const StaleAnswers& other) {
  everything = everything || other.everything;
  feeds.insert(other.feeds.begin(), other.feeds.end());
  if (everything) feeds.clear();
}

StaleAnswers find_stale_answers(const Snapshot* before, const Snapshot& now) {
  if (before == nullptr || !list_same_feeds(*before, now) || before->retirements != now.retirements)
    return {true, {}};
  StaleAnswers stale;
  for (std::size_t i = 0; i < now.feeds.size(); ++i) {
    const PublishedFeed& feed = *now.feeds[i];
    const auto was = before->translations.find(feed.feed.id);
    const auto is = now.translations.find(feed.feed.id);
    const bool same_translations = was == before->translations.end()
                                       ? is == now.translations.end()
                                       : is != now.translations.end() && was->second == is->second;
    if (before->feeds[i] == now.feeds[i] && same_translations) continue;
    stale.feeds.insert(feed.feed.id);
    stale.feeds.insert(feed.past->former_ids.begin(), feed.past->former_ids.end());
  }
  if (!stale.feeds.empty() || before->all->digest() != now.all->digest())
    stale.feeds.insert(kSpanningFeeds);
  return stale;
}

}  // namespace almanach
