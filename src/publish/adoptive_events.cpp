#include "publish/adoptive_events.hpp"

#include <map>

#include "model/event_addresses.hpp"
#include "model/public_addresses.hpp"
#include "model/retirement.hpp"

namespace almanach {

std::vector<AdoptiveEvent> list_adoptive_events(const Snapshot& snapshot, const Config& config,
                                                const std::string& feed) {
  std::vector<AdoptiveEvent> events;
  for (const auto& published : snapshot.feeds) {
    if (!feed.empty() && published->feed.id != feed) continue;
    std::multimap<std::string, std::string> earlier;  // by present slug
    for (const auto& [former, present] : published->past->former_slugs)
      earlier.emplace(present, read_former_name(former).slug);
    for (const auto& event : published->events) {
      const RevisedEvent& revised = event->revised;
      if (is_closing_event_path(revised.event->path) || revised.cancelled_as_missing) continue;
      AdoptiveEvent& one = events.emplace_back();
      one.revised = &revised;
      one.feed = &published->feed;
      one.slugs.push_back(revised.slug);
      const auto [first, last] = earlier.equal_range(revised.slug);
      for (auto slug = first; slug != last; ++slug) one.slugs.push_back(slug->second);
      one.link = event_link(*revised.event, revised.slug, published->feed, config.base_url,
                            config.site_url);
    }
  }
  return events;
}

}  // namespace almanach
