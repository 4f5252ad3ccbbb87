#include "http/pages.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "http/address.hpp"
#include "http/answers.hpp"
#include "http/conditions.hpp"
#include "render/pages.hpp"

namespace almanach {
namespace {

PageFeed page_feed(const PublishedFeed& feed) {
  PageFeed page{&feed.feed, {}};
  for (const auto& event : feed.events) page.events.push_back(&event->revised);
  return page;
}

std::string edition_of(const Snapshot& snapshot) {
  return fmt::format("{}", snapshot.revision);
}

}  // namespace

std::shared_ptr<const Representation> PageCache::get(const std::string& path,
                                                     const std::string& edition,
                                                     Instant last_modified, const Make& make) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = entries_.find(path);
    if (found != entries_.end() && found->second.edition == edition) return found->second.page;
  }
  Body body;
  body.append(make());
  const Digest tag = digest(*body.segments().front());
  auto page = std::make_shared<const Representation>(std::move(body), tag,
                                                     "text/html; charset=utf-8", "", last_modified);
  const std::lock_guard lock(mutex_);
  if (entries_.size() >= kMost) entries_.clear();
  entries_[path] = {edition, page};
  return page;
}

Answer Pages::answer(const HttpRequest& request, const Snapshot& snapshot) const {
  if (request.path == "/") return answer_with(request, *home_page(snapshot), config_.cache_max_age);
  const Address address = Address::resolve(snapshot, request.path);
  if (address.feed == nullptr) return not_found();
  const std::string& feed_id = address.feed->feed.id;
  if (address.slug.empty()) {
    if (!address.folder || !address.is_present_name())
      return moved_to(fmt::format("/{}/", feed_id));
    return answer_feed(request, snapshot, *address.feed);
  }
  if (address.event == nullptr) return address.gone ? gone() : not_found();
  if (!address.is_present_name())
    return moved_to(fmt::format("/{}/{}", feed_id, address.event->revised.slug));
  return answer_event(request, snapshot, *address.event);
}

Answer Pages::answer_feed(const HttpRequest& request, const Snapshot& snapshot,
                          const PublishedFeed& feed) const {
  const auto page = cache_.get(request.path, edition_of(snapshot), snapshot.made,
                               [&] { return render_feed_page(page_feed(feed), config_); });
  return answer_with(request, *page, config_.cache_max_age);
}

Answer Pages::answer_event(const HttpRequest& request, const Snapshot& snapshot,
                           const PublishedEvent& event) const {
  const auto page = cache_.get(request.path, edition_of(snapshot), snapshot.made, [&] {
    return render_event_page(event.revised, *event.feed, config_);
  });
  return answer_with(request, *page, config_.cache_max_age);
}

std::shared_ptr<const Representation> Pages::home_page(const Snapshot& snapshot) const {
  // What is past leaves at midnight, not in between: the page of a day is one page.
  const Day today(config_.timezone.wall_time(clock_.now()));
  const Instant midnight = config_.timezone.place(WallTime(today)).instant;
  const std::string edition =
      fmt::format("{} {}-{}-{}", edition_of(snapshot), today.year(), today.month(), today.day());
  return cache_.get("/", edition, std::max(snapshot.made, midnight), [&] {
    std::vector<PageFeed> feeds;
    for (const auto& feed : snapshot.feeds) feeds.push_back(page_feed(*feed));
    return render_home_page(feeds, config_, midnight);
  });
}

}  // namespace almanach
