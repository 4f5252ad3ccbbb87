#include "parse/place_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/notation.hpp"
#include "base/text.hpp"
#include "config/site_settings.hpp"
#include "model/event_addresses.hpp"
#include "parse/front_matter.hpp"
#include "parse/short_text.hpp"
#include "parse/site_pages.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 3> kPageEndings = {".md", ".markdown", ".mdx"};
/// Paths that one value may stand for.
constexpr std::size_t kMostPaths = 8;

bool has_page_ending(std::string_view text) {
  return std::any_of(kPageEndings.begin(), kPageEndings.end(),
                     [&](std::string_view ending) { return text.ends_with(ending); });
}

/// "fetes/../lieux/./halle.md" as "lieux/halle.md"; empty where it leads out of the content folder,
/// or to what is hidden.
std::string plain_path(std::string_view path) {
  std::vector<std::string_view> parts;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/'), path.size());
    const std::string_view part = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    if (part.empty() || part == ".") continue;
    if (part == ".." && parts.empty()) return "";
    if (part == "..") {
      parts.pop_back();
    } else if (part.starts_with('.')) {
      return "";
    } else {
      parts.push_back(part);
    }
  }
  std::string plain;
  for (const std::string_view part : parts) (plain += plain.empty() ? "" : "/") += part;
  return plain;
}

/// The paths below the content folder that a value may mean, the likeliest first.
std::vector<std::string> paths_of(std::string_view text, const std::string& file,
                                  const Config& config) {
  std::vector<std::string> bases;
  const auto add_base = [&](const std::string& path) {
    if (!path.empty() && std::find(bases.begin(), bases.end(), path) == bases.end())
      bases.push_back(path);
  };
  const std::string from_top = plain_path(text);
  if (!text.starts_with('/'))
    add_base(plain_path(std::string(folder_of(file)) + "/" + std::string(text)));
  add_base(from_top);
  // As it is seen from the top of the site, of which the content folder may be a part.
  if (config.site && !config.site->below.empty()) {
    add_base(path_below(from_top, config.site->below).value_or(""));
  } else {
    const std::size_t slash = from_top.find('/');
    if (slash != std::string::npos && from_top.find('/', slash + 1) != std::string::npos)
      add_base(from_top.substr(slash + 1));
  }
  if (has_page_ending(text)) return bases;
  std::vector<std::string> paths;
  for (const std::string& base : bases) {
    for (const std::string_view ending : {".md", "/index.md"})
      paths.push_back(base + std::string(ending));
  }
  paths.resize(std::min(paths.size(), kMostPaths));
  return paths;
}

/// What a page says that belongs to a place, at the position of the value that names the page.
YamlNode take_parts(const YamlNode& page, Position position) {
  constexpr std::array<std::string_view, 26> kParts = {
      "name",     "nom",       "title",       "titre",   "street", "rue",         "address",
      "adresse",  "postcode",  "postal_code", "zip",     "cp",     "code_postal", "city",
      "ville",    "town",      "commune",     "country", "pays",   "geo",         "coordinates",
      "latitude", "longitude", "lat",         "lon",     "lng"};
  YamlNode place;
  place.kind = YamlNode::Kind::mapping;
  place.position = position;
  for (const YamlNode::Entry& entry : page.entries) {
    if (std::find(kParts.begin(), kParts.end(), lower_ascii(entry.key)) == kParts.end()) continue;
    YamlNode::Entry& part = place.entries.emplace_back(entry);
    part.position = position;
    part.value.position = position;
  }
  return place;
}

/// The page that the value names; null where none does.
YamlNode read_page(std::string_view text, Position position, const std::string& file,
                   const ParseContext& context) {
  if (context.pages == nullptr) return {};
  for (const std::string& path : paths_of(text, file, context.config)) {
    if (path == file) continue;
    const auto bytes = context.pages->read(path);
    if (!bytes || find_invalid_utf8(*bytes)) continue;
    const auto page = read_front_matter(*bytes);
    if (!page || page->yaml.fault) continue;
    context.work.spend_on_values(page->yaml.values);
    YamlNode place = take_parts(page->yaml.root, position);
    if (!place.entries.empty()) return place;
  }
  return {};
}

/// The value at a path of keys ("extra.location"); null where there is none.
YamlNode* find_value(YamlNode& node, std::string_view path) {
  for (YamlNode::Entry& entry : node.entries) {
    if (entry.key == path) return &entry.value;
    const bool leads_on = path.size() > entry.key.size() && path[entry.key.size()] == '.' &&
                          path.starts_with(entry.key) && entry.value.is_mapping();
    if (!leads_on) continue;
    if (YamlNode* inner = find_value(entry.value, path.substr(entry.key.size() + 1))) return inner;
  }
  return nullptr;
}

}  // namespace

bool is_site_path(std::string_view text) {
  const std::string_view path = trim(text);
  const bool odd = path.find("://") != std::string_view::npos || path.starts_with("//") ||
                   path.find('\n') != std::string_view::npos;
  if (odd) return false;
  if (has_page_ending(path)) return true;
  return path.size() > 1 && path.starts_with('/') && path.find(' ') == std::string_view::npos;
}

std::optional<YamlNode> resolve_place(const YamlNode& front_matter, const std::string& file,
                                      const ParseContext& context, ProblemSink& problems) {
  const auto found = context.fields.find(front_matter, "place");
  if (!found || !found->value->is_scalar()) return std::nullopt;
  const std::string text(trim(found->value->scalar));
  if (!is_site_path(text)) return std::nullopt;
  YamlNode resolved = front_matter;
  YamlNode* const place = find_value(resolved, found->name);
  if (place == nullptr) return std::nullopt;
  *place = read_page(text, found->position(), file, context);
  if (place->is_null()) {
    place->position = found->position();
    problems.warn(found->position(),
                  fmt::format("{}: \"{}\" is a path to a page that is not found in the content "
                              "folder, or says nothing of a place: it is left aside",
                              found->name, text),
                  fmt::format("write {}", show_field(context.work.notation(), found->name,
                                                     "the place's name")));
  }
  return resolved;
}

}  // namespace almanach
