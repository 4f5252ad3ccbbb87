#include "http/site_addresses.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "render/html/assets.hpp"

namespace almanach {
namespace {

constexpr std::array<const char*, 3> kFeedEndings = {".ics", ".jcal", ".json"};

void add_feed(const PublishedFeed& feed, const std::string& id, std::vector<std::string>& paths) {
  const std::string root = '/' + id;
  for (const char* ending : kFeedEndings) paths.push_back(root + ending);
  paths.push_back(root + ".atom");
  const auto add_event = [&](const std::string& slug) {
    for (const char* ending : kFeedEndings)
      paths.push_back(fmt::format("{}/{}{}", root, slug, ending));
  };
  const bool present = id == feed.feed.id;
  if (present) {
    paths.push_back(root + '/');
    paths.push_back(root + "/embed");
  }
  for (const auto& event : feed.events) {
    add_event(event->revised.slug);
    if (present) paths.push_back(root + '/' + event->revised.slug);
  }
  for (const auto& [former, slug] : feed.former_slugs) add_event(former);
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
  std::vector<std::string> paths = {
      "/",           "/help",        "/embed",   std::string(kEmbedScriptPath),
      "/robots.txt", "/sitemap.xml", "/all.atom"};
  for (const char* ending : kFeedEndings) paths.push_back(std::string("/all") + ending);
  for (const auto& [id, index] : snapshot.by_id) add_feed(*snapshot.feeds[index], id, paths);
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
