#include "http/site_addresses.hpp"

#include <algorithm>
#include <utility>

#include "http/posters.hpp"
#include "model/address_table.hpp"
#include "model/event_addresses.hpp"

namespace almanach {
namespace {

/// The paths of a row with {feed}, under that id of the feed. Pages are at present names only:
/// others lead there.
void add_feed(const AddressRow& row, const PublishedFeed& feed, const std::string& id,
              std::vector<std::string>& paths) {
  const AddressPattern& pattern = row.pattern;
  const bool page = row.kind == AddressKind::page;
  if (page && id != feed.feed.id) return;
  if (!pattern.has_slug()) return paths.push_back(pattern.path(id));
  for (const auto& event : feed.events) paths.push_back(pattern.path(id, event->revised.slug));
  if (page) return;
  for (const auto& [former, slug] : feed.past->former_slugs) {
    const FormerName name = read_former_name(former);
    if (name.feed_id.empty() || name.feed_id == id)
      paths.push_back(pattern.path(id, std::string(name.slug)));
  }
}

/// The path on this server that an address in a page means; empty where it is another's.
std::string own_path(std::string_view address, const Config& config) {
  const std::string& base = config.base_url;
  std::string_view path = address.substr(0, address.find('#'));
  if (path.starts_with(base)) {
    path.remove_prefix(base.size());
  } else if (path.starts_with('/') && !path.starts_with("//")) {
    // A link within the site: the path of the public address before it.
    const std::size_t host = base.find("://") + 3;
    const std::size_t prefix = std::min(base.find('/', host), base.size());
    if (!path.starts_with(base.substr(prefix))) return {};
    path.remove_prefix(base.size() - prefix);
  } else {
    return {};
  }
  if (!path.starts_with('/') || path.find('?') != std::string_view::npos) return {};
  return std::string(path);
}

}  // namespace

std::vector<std::string> list_site_addresses(const Snapshot& snapshot) {
  std::vector<std::string> paths;
  for (const AddressRow& row : kAddresses) {
    if (row.listed == Listed::nowhere) continue;
    if (row.pattern.is_fixed()) paths.push_back(row.pattern.path());
    if (!row.pattern.has_feed()) continue;
    for (const auto& [id, index] : snapshot.by_id) {
      const PublishedFeed& feed = *snapshot.feeds[index];
      if (row.responder == Responder::poster && !has_poster(snapshot, feed)) continue;
      add_feed(row, feed, id, paths);
    }
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

std::vector<std::string> find_linked_paths(std::string_view html, const Config& config) {
  std::vector<std::string> paths;
  for (const std::string_view name : {" href=\"", " src=\""}) {
    for (std::size_t at = html.find(name); at != std::string_view::npos; at = html.find(name, at)) {
      at += name.size();
      // A path of ours has nothing that HTML escapes.
      std::string path = own_path(html.substr(at, html.find('"', at) - at), config);
      if (!path.empty()) paths.push_back(std::move(path));
    }
  }
  std::sort(paths.begin(), paths.end());
  paths.erase(std::unique(paths.begin(), paths.end()), paths.end());
  return paths;
}

}  // namespace almanach
