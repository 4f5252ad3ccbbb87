#include "config/alias_settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/content_limits.hpp"
#include "base/form_query.hpp"
#include "base/text.hpp"
#include "config/settings_reader.hpp"
#include "model/address_table.hpp"
#include "model/event_addresses.hpp"

namespace almanach {
namespace {

constexpr const char* kExample = "write the path alone, as in /agenda/export.ics: culture";

/// Why `address` is no path of this site; empty: it is one.
std::string find_fault(std::string_view address, std::string_view path) {
  if (address.find("://") != std::string_view::npos) return "is a whole address";
  if (!address.starts_with('/')) return "does not begin with /";
  if (address.size() > kLongestAddress) return "is too long";
  const auto is_odd = [](char c) { return static_cast<unsigned char>(c) <= ' ' || c == 0x7f; };
  if (address.find('#') != std::string_view::npos ||
      std::any_of(address.begin(), address.end(), is_odd) ||
      std::any_of(path.begin(), path.end(),
                  [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 0x7f; }))
    return "holds what no path does";
  if (find_invalid_utf8(path)) return "is not UTF-8";
  return {};
}

/// "//", "/../", "/.git": no client asks for them, and no folder of files should have them.
bool has_odd_part(std::string_view path) {
  return path.find("//") != std::string_view::npos || path.find("/.") != std::string_view::npos;
}

std::optional<Alias> read_alias(SettingsReader& reader, const YamlNode::Entry& entry) {
  Alias alias;
  alias.written = clean(entry.key);
  alias.file = reader.file();
  alias.position = entry.position;
  const auto refuse = [&](std::string_view why, std::string hint) {
    reader.error(entry.position, fmt::format("aliases: \"{}\" {}", alias.written, why),
                 std::move(hint));
    return std::nullopt;
  };
  const std::size_t mark = std::min(entry.key.find('?'), entry.key.size());
  alias.path = percent_decode(std::string_view(entry.key).substr(0, mark));
  if (mark < entry.key.size()) {
    alias.query = read_form_query(std::string_view(entry.key).substr(mark + 1));
    std::sort(alias.query.begin(), alias.query.end());
  }
  if (const std::string fault = find_fault(entry.key, alias.path); !fault.empty())
    return refuse(fault, kExample);
  if (has_odd_part(alias.path)) return refuse("has a part that no address has", kExample);
  const bool front_page = alias.path == "/" && !alias.query.empty();
  if (is_own_path(alias.path) && !front_page)
    return refuse("is an address of the program's own", "write one that it does not have");
  return alias;
}

/// False (an error): it is no feed with its choices.
bool read_target(SettingsReader& reader, const YamlNode& value, Alias& alias) {
  const auto text = reader.scalar(value, "aliases");
  const std::size_t mark = text ? std::min(text->find('?'), text->size()) : 0;
  if (text) alias.feed = text->substr(0, mark);
  if (!may_be_feed_id(alias.feed)) {
    reader.error(value.position, fmt::format("aliases: \"{}\" leads to no feed", alias.written),
                 "write the id of a feed, as in its address, or all; choices behind it: "
                 "culture?lang=fr");
    return false;
  }
  if (mark < text->size()) alias.choices = text->substr(mark + 1);
  return true;
}

}  // namespace

std::vector<Alias> read_aliases(const YamlNode& node, const std::string& file, Problems& problems) {
  SettingsReader reader(node, file, problems);
  std::vector<Alias> aliases;
  if (!node.is_mapping() && !node.is_null())
    reader.error(node.position, "aliases takes a mapping of addresses to feeds", kExample);
  for (const YamlNode::Entry& entry : node.entries) {
    auto alias = read_alias(reader, entry);
    if (!alias || !read_target(reader, entry.value, *alias)) continue;
    const auto is_same = [&](const Alias& other) {
      return other.path == alias->path && other.query == alias->query;
    };
    if (std::any_of(aliases.begin(), aliases.end(), is_same)) {
      reader.error(entry.position, fmt::format("aliases: \"{}\" stands twice", alias->written),
                   "leave one away");
      continue;
    }
    aliases.push_back(*std::move(alias));
  }
  return aliases;
}

}  // namespace almanach
