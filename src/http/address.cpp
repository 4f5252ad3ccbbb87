#include "http/address.hpp"

#include <string>

namespace almanach {
namespace {

/// By its slug, or one that it had before.
const PublishedEvent* find_event(const PublishedFeed& feed, std::string_view slug) {
  if (const PublishedEvent* event = Snapshot::find_event(feed, slug)) return event;
  const std::string present = Snapshot::find_present_slug(feed, slug);
  return present.empty() ? nullptr : Snapshot::find_event(feed, present);
}

}  // namespace

Address Address::resolve(const Snapshot& snapshot, std::string_view path) {
  Address address;
  address.folder = path.ends_with('/');
  path.remove_prefix(1);
  const std::size_t slash = path.find('/');
  address.feed_id = path.substr(0, slash);
  if (slash != std::string_view::npos) address.slug = path.substr(slash + 1);
  address.feed = snapshot.find_feed(address.feed_id);
  if (address.feed == nullptr || address.slug.empty()) return address;
  address.event = find_event(*address.feed, address.slug);
  address.gone =
      address.event == nullptr && address.feed->gone_slugs.count(std::string(address.slug)) != 0;
  return address;
}

}  // namespace almanach
