#include "http/dav/resource.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "http/address.hpp"
#include "model/public_addresses.hpp"

namespace almanach::dav {
namespace {

constexpr std::string_view kObjectEnding = ".ics";
/// What may stand in the path of a reference as it is (RFC 3986 section 3.3).
constexpr std::string_view kPathCharacters = "/!$&'()*+,;=:@";

Resource make(Resource::Kind kind, std::string_view path) {
  return {kind, std::string(path), nullptr, nullptr};
}

/// Whether the feed ended so long ago that it is no collection any more.
bool has_left(const Snapshot& snapshot, const PublishedFeed& feed) {
  const Retirement* const retirement = snapshot.find_retirement(feed.feed.id);
  return retirement != nullptr && retirement->stage == Retirement::Stage::closed &&
         !retirement->served_on;
}

/// `rest` is what follows "/dav/calendars/".
std::optional<Resource> find_below_home(const Snapshot& snapshot, std::string_view rest) {
  const std::size_t slash = rest.find('/');
  const auto found = snapshot.by_id.find(std::string(rest.substr(0, slash)));
  if (found == snapshot.by_id.end()) return std::nullopt;
  const std::shared_ptr<const PublishedFeed>& feed = snapshot.feeds[found->second];
  if (feed->feed.id != found->first) return std::nullopt;  // a former one
  if (has_left(snapshot, *feed)) return std::nullopt;
  if (slash == std::string_view::npos || slash + 1 == rest.size()) return make_calendar(feed);
  std::string_view slug = rest.substr(slash + 1);
  if (!slug.ends_with(kObjectEnding)) return std::nullopt;
  slug.remove_suffix(kObjectEnding.size());
  const PublishedEvent* event = Snapshot::find_event(*feed, slug);
  if (event == nullptr) return std::nullopt;
  return make_object(feed, *event);
}

/// Whether people may give the path to a program: a calendar, or the page of a feed or an event.
bool is_page(const Snapshot& snapshot, std::string_view path) {
  const AddressMatch address = find_address(path);
  switch (address.row->responder) {
    case Responder::icalendar:
    case Responder::feed:
    case Responder::feed_folder:
    case Responder::event:
      break;
    default:
      return false;
  }
  if (!address.row->pattern.has_feed()) return true;
  const Named named = find_named(snapshot, address.names);
  return named.feed != nullptr && (address.names.slug.empty() || named.event != nullptr);
}

/// Without "https://host:port".
std::string_view without_authority(std::string_view reference) {
  const std::size_t scheme = reference.find("://");
  if (scheme == std::string_view::npos || reference.front() == '/') return reference;
  const std::size_t path = reference.find('/', scheme + 3);
  return path == std::string_view::npos ? "/" : reference.substr(path);
}

}  // namespace

namespace {

/// Where a feed goes on that has left; its own objects have no others in their place.
std::optional<std::string> find_successor(const Snapshot& snapshot, const PublishedFeed& feed) {
  const Retirement* const retirement = snapshot.find_retirement(feed.feed.id);
  // What follows is public: a secret link does not open it.
  if (retirement->successor_feed.empty() || snapshot.opened) return std::nullopt;
  return fmt::format("{}{}/", kHomePath, retirement->successor_feed);
}

}  // namespace

std::optional<std::string> find_moved(const Snapshot& snapshot, std::string_view path) {
  if (!path.starts_with(kHomePath)) return std::nullopt;
  path.remove_prefix(kHomePath.size());
  const std::size_t slash = std::min(path.find('/'), path.size());
  const auto found = snapshot.by_id.find(std::string(path.substr(0, slash)));
  if (found == snapshot.by_id.end()) return std::nullopt;
  const std::shared_ptr<const PublishedFeed>& feed = snapshot.feeds[found->second];
  if (has_left(snapshot, *feed))
    return slash + 1 >= path.size() ? find_successor(snapshot, *feed) : std::nullopt;
  if (feed->feed.id == found->first) return std::nullopt;
  if (slash + 1 >= path.size()) return make_calendar(feed).path;
  std::string_view slug = path.substr(slash + 1);
  if (!slug.ends_with(kObjectEnding)) return std::nullopt;
  slug.remove_suffix(kObjectEnding.size());
  const Named named = find_named(snapshot, {found->first, slug});
  if (named.event == nullptr) return std::nullopt;
  return make_object(feed, *named.event).path;
}

std::optional<Resource> find_resource(const Snapshot& snapshot, std::string_view path) {
  if (path == "/") return make(Resource::Kind::site, path);
  const std::string_view bare = path.ends_with('/') ? path.substr(0, path.size() - 1) : path;
  const auto is = [&](std::string_view known) { return bare == known.substr(0, known.size() - 1); };
  if (is(kRootPath)) return make(Resource::Kind::root, kRootPath);
  if (is(kPrincipalsPath)) return make(Resource::Kind::principals, kPrincipalsPath);
  if (is(kPrincipalPath)) return make(Resource::Kind::principal, kPrincipalPath);
  if (is(kHomePath)) return make(Resource::Kind::home, kHomePath);
  if (path.starts_with(kHomePath)) return find_below_home(snapshot, path.substr(kHomePath.size()));
  if (path.starts_with(kRootPath) || !is_page(snapshot, path)) return std::nullopt;
  return make(Resource::Kind::page, path);
}

Resource make_calendar(const std::shared_ptr<const PublishedFeed>& feed) {
  return {Resource::Kind::calendar, std::string(kHomePath) + feed->feed.id + '/', &feed, nullptr};
}

Resource make_object(const std::shared_ptr<const PublishedFeed>& feed,
                     const PublishedEvent& event) {
  std::string path(kHomePath);
  path += feed->feed.id;
  path += '/';
  path += event.revised.slug;
  path += kObjectEnding;
  return {Resource::Kind::object, std::move(path), &feed, &event};
}

void for_each_member(const Snapshot& snapshot, const Resource& resource,
                     const std::function<void(const Resource&)>& take) {
  switch (resource.kind) {
    case Resource::Kind::site:
      take(make(Resource::Kind::root, kRootPath));
      break;
    case Resource::Kind::root:
      take(make(Resource::Kind::principals, kPrincipalsPath));
      take(make(Resource::Kind::home, kHomePath));
      break;
    case Resource::Kind::principals:
      take(make(Resource::Kind::principal, kPrincipalPath));
      break;
    case Resource::Kind::home:
      for (const auto& feed : snapshot.feeds) {
        if (!has_left(snapshot, *feed)) take(make_calendar(feed));
      }
      break;
    case Resource::Kind::calendar:
      for (const auto& event : (*resource.feed)->events) take(make_object(*resource.feed, *event));
      break;
    case Resource::Kind::page:
    case Resource::Kind::principal:
    case Resource::Kind::object:
      break;
  }
}

Hrefs::Hrefs(const std::string& base_url) : prefix_(base_path(base_url)) {}

std::string Hrefs::href(std::string_view path) const {
  return prefix_ + percent_encode(path, kPathCharacters);
}

std::optional<std::string> Hrefs::path(std::string_view href) const {
  std::string_view reference = without_authority(trim(href));
  reference = reference.substr(0, reference.find_first_of("?#"));
  if (reference.substr(0, prefix_.size()) != prefix_) return std::nullopt;
  reference.remove_prefix(prefix_.size());
  if (reference.empty() || reference.front() != '/') return std::nullopt;
  return percent_decode(reference);
}

}  // namespace almanach::dav
