#include "http/address.hpp"

#include <string>

#include "model/event_addresses.hpp"

namespace almanach {
namespace {

/// By its slug, or one that it had before.
const PublishedEvent* find_event(const PublishedFeed& feed, std::string_view slug) {
  if (const PublishedEvent* event = Snapshot::find_event(feed, slug)) return event;
  const std::string present = Snapshot::find_present_slug(feed, slug);
  return present.empty() ? nullptr : Snapshot::find_event(feed, present);
}

}  // namespace

Named find_named(const Snapshot& snapshot, const AddressNames& names) {
  Named named;
  named.feed = snapshot.find_feed(names.feed);
  if (named.feed == nullptr || names.slug.empty()) return named;
  std::string slug(names.slug);
  // What a feed has taken in may have slugs that others have too.
  if (names.feed != named.feed->feed.id) {
    const std::string former = make_former_name(names.feed, slug);
    if (named.feed->past->former_slugs.count(former) != 0 ||
        named.feed->past->gone_slugs.count(former) != 0)
      slug = former;
  }
  named.event = find_event(*named.feed, slug);
  named.gone = named.event == nullptr && named.feed->past->gone_slugs.count(slug) != 0;
  return named;
}

}  // namespace almanach
