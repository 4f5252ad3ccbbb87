#include "config/generator_tree.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "base/host_name.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

/// The last value of that name in a mapping, whatever the case; null: there is none.
const YamlNode* find_any_case(const YamlNode& node, std::string_view name) {
  const YamlNode* found = nullptr;
  for (const YamlNode::Entry& entry : node.entries) {
    if (lower_ascii(entry.key) == lower_ascii(name)) found = &entry.value;
  }
  return found;
}

/// The hosts that generators' own examples have, and those of one's own machine.
bool is_example_host(std::string_view host) {
  for (const std::string_view example :
       {"example.org", "example.com", "example.net", "www.example.com", "yourdomain.com",
        "mysite.com", "0.0.0.0"}) {
    if (is_same_host(host, example)) return true;
  }
  return host.empty() || is_loopback_host(host);
}

}  // namespace

std::string FoundSetting::text() const {
  return value != nullptr && value->is_scalar() ? collapse_spaces(clean(value->scalar))
                                                : std::string();
}

void GeneratorTree::add(YamlNode root, std::string file, std::vector<std::string> place) {
  files_.push_back({std::move(root), std::move(file), std::move(place)});
}

FoundSetting GeneratorTree::find(std::initializer_list<std::string_view> names) const {
  for (auto file = files_.rbegin(); file != files_.rend(); ++file) {
    const YamlNode* node = &file->root;
    auto place = file->place.begin();
    for (const std::string_view name : names) {
      if (node == nullptr) break;
      if (place == file->place.end()) {
        node = find_any_case(*node, name);
      } else if (lower_ascii(*place++) != lower_ascii(name)) {
        node = nullptr;
      }
    }
    if (node != nullptr && place == file->place.end() && !node->is_null())
      return {node, file->name};
  }
  return {};
}

std::set<std::string> GeneratorTree::names_in(std::initializer_list<std::string_view> names) const {
  std::set<std::string> found;
  for (const File& file : files_) {
    const YamlNode* node = &file.root;
    std::size_t depth = 0;
    for (const std::string_view name : names) {
      if (node == nullptr) break;
      if (depth >= file.place.size()) {
        node = find_any_case(*node, name);
      } else if (lower_ascii(file.place[depth]) != lower_ascii(name)) {
        node = nullptr;
      }
      ++depth;
    }
    if (node == nullptr) continue;
    if (depth < file.place.size()) {
      found.insert(lower_ascii(file.place[depth]));
      continue;
    }
    for (const YamlNode::Entry& entry : node->entries) found.insert(lower_ascii(entry.key));
  }
  return found;
}

void take_zone(const FoundSetting& found, SiteSettings& site) {
  const std::string name = found.text();
  if (name.empty()) return;
  if (auto zone = Zone::find(name)) {
    site.zone = Said<Zone>{*std::move(zone), found.file, found.line()};
    return;
  }
  site.problems.push_back(
      {Severity::warning, found.file, found.line(), found.value->position.column,
       fmt::format("\"{}\" is no time zone of this system: it is left aside", name),
       "write timezone: in Almanach's own configuration, or a name such as Europe/Paris here"});
}

std::string language_tag(std::string_view text) {
  std::string tag;
  std::string_view rest = text.substr(0, text.find('.'));  // "fr_FR.UTF-8"
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("-_"), rest.size());
    std::string part = lower_ascii(rest.substr(0, end));
    const bool fit = !part.empty() && std::all_of(part.begin(), part.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
    });
    constexpr std::size_t kLongestPart = 8;
    constexpr std::size_t kLongestCode = 3;
    if (!fit || part.size() > kLongestPart) return "";
    if (tag.empty() && (part.size() < 2 || part.size() > kLongestCode)) return "";
    if (!tag.empty() && part.size() == 2) {
      for (char& c : part) c = static_cast<char>(c >= 'a' ? c - 'a' + 'A' : c);
    }
    tag += (tag.empty() ? "" : "-") + part;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return tag;
}

void take_language(const FoundSetting& found, SiteSettings& site) {
  std::string tag = language_tag(found.text());
  if (!tag.empty()) site.language = Said<std::string>{std::move(tag), found.file, found.line()};
}

void take_url(const FoundSetting& found, std::string_view path, SiteSettings& site) {
  std::string url = found.text();
  const bool whole = url.starts_with("http://") || url.starts_with("https://");
  if (!whole || is_example_host(host_of_address(url))) return;
  while (url.ends_with('/')) url.pop_back();
  const std::string_view inner = trim(path);
  if (!inner.empty() && inner != "/") url += (inner.starts_with('/') ? "" : "/");
  if (inner != "/") url += inner;
  while (url.ends_with('/')) url.pop_back();
  site.url = Said<std::string>{std::move(url), found.file, found.line()};
}

void leave_addresses(const FoundSetting& found, std::string_view why, SiteSettings& site) {
  site.problems.push_back(
      {Severity::warning, found.file, found.line(), found.value->position.column,
       fmt::format("the site's own addresses of events are not taken from here: {}", why),
       "write event_url for the feed, with {slug} for what an event's address ends with"});
}

}  // namespace almanach
