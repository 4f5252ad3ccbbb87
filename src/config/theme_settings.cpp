#include "config/theme_settings.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

#include "base/address_schemes.hpp"
#include "base/content_limits.hpp"
#include "base/host_name.hpp"

namespace almanach {
namespace {

constexpr const char* kLinkExample =
    "write - {name: Plan du site, url: https://www.example.org/plan}, or name: {fr: …, en: …}";

template <typename Change>
void change(std::shared_ptr<const Theme>& theme, const Change& change_it) {
  auto changed = theme ? std::make_shared<Theme>(*theme) : std::make_shared<Theme>();
  change_it(*changed);
  theme = std::move(changed);
}

/// One line, which pages show; empty, with an error, where it is too long.
std::optional<std::string> read_line(SettingsReader& reader, const YamlNode& value,
                                     std::string_view key) {
  auto text = reader.scalar(value, key);
  if (!text || text->size() <= kLongestLine) return text;
  reader.error(value.position, fmt::format("{} is longer than {} bytes", key, kLongestLine),
               "write it shorter: pages and calendar programs show no more");
  return std::nullopt;
}

ThemeFile read_file(SettingsReader& reader, const YamlNode& value, std::string_view key) {
  return {reader.scalar(value, key).value_or(""), value.position, ""};
}

/// An address that every reader can follow; empty, with an error, for any other text.
std::optional<std::string> read_address(SettingsReader& reader, const YamlNode& value,
                                        std::string_view key, bool takes_mail) {
  const auto text = reader.scalar(value, key);
  if (!text) return std::nullopt;
  const std::string scheme = scheme_of(*text);
  const bool is_web = (scheme == "http" || scheme == "https") && !host_of_address(*text).empty();
  if (text->size() <= kLongestAddress && (is_web || (takes_mail && scheme == "mailto")))
    return encode_address(*text);
  reader.error(value.position, fmt::format("{}: \"{}\" is no http or https address", key, *text),
               takes_mail ? "write the whole address, or mailto: and that of a mailbox"
                          : "write the whole address, such as https://www.example.org/mentions");
  return std::nullopt;
}

/// "name": one for all pages, or one for each language.
void read_names(SettingsReader& reader, const YamlNode& value, ThemeLink& link) {
  if (!value.is_mapping()) {
    link.french = link.english = read_line(reader, value, "name").value_or("");
    return;
  }
  SettingsReader names(value, reader.file(), reader.problems());
  const auto take = [&](const char* key, std::string& out) {
    names.on(key, [&names, key, &out](const YamlNode& name) {
      out = read_line(names, name, key).value_or("");
    });
  };
  take("fr", link.french);
  take("en", link.english);
  names.read();
  if (link.french.empty()) link.french = link.english;
  if (link.english.empty()) link.english = link.french;
}

std::optional<ThemeLink> read_link(const YamlNode& item, SettingsReader& links) {
  ThemeLink link;
  const std::size_t before = links.problems().size();
  SettingsReader reader(item, links.file(), links.problems());
  reader.on("name", [&](const YamlNode& value) { read_names(reader, value, link); });
  reader.on("url", [&](const YamlNode& value) {
    link.address = read_address(reader, value, "url", true).value_or("");
  });
  reader.read();
  if (links.problems().size() != before) return std::nullopt;
  if (!link.french.empty() && !link.address.empty()) return link;
  reader.error(item.position, "a link of the theme has a name and a url", kLinkExample);
  return std::nullopt;
}

}  // namespace

void read_theme_stylesheet(SettingsReader& reader, const YamlNode& value, std::string_view key,
                           std::shared_ptr<const Theme>& theme) {
  change(theme, [&](Theme& changed) { changed.stylesheet = read_file(reader, value, key); });
}

void read_theme_logo(SettingsReader& reader, const YamlNode& value, std::string_view key,
                     std::shared_ptr<const Theme>& theme) {
  change(theme, [&](Theme& changed) { changed.logo = read_file(reader, value, key); });
}

void read_theme_logo_text(SettingsReader& reader, const YamlNode& value, std::string_view key,
                          std::shared_ptr<const Theme>& theme) {
  change(theme,
         [&](Theme& changed) { changed.logo_text = read_line(reader, value, key).value_or(""); });
}

void read_theme_links(SettingsReader& reader, const YamlNode& value, std::string_view key,
                      std::shared_ptr<const Theme>& theme) {
  if (!value.is_sequence() && !value.is_null())
    reader.error(value.position, fmt::format("{} takes a list of links", key), kLinkExample);
  if (value.items.size() > kMostThemeLinks) {
    reader.error(value.position, fmt::format("{} takes {} links at most", key, kMostThemeLinks),
                 "put the others on a page of your own and link to that");
    return;
  }
  change(theme, [&](Theme& changed) {
    changed.links.clear();
    for (const YamlNode& item : value.items) {
      if (auto link = read_link(item, reader)) changed.links.push_back(*std::move(link));
    }
  });
}

void read_theme_legal_notice(SettingsReader& reader, const YamlNode& value, std::string_view key,
                             std::shared_ptr<const Theme>& theme) {
  change(theme, [&](Theme& changed) {
    changed.legal_notice = read_address(reader, value, key, false).value_or("");
  });
}

void read_theme_accessibility(SettingsReader& reader, const YamlNode& value, std::string_view key,
                              std::shared_ptr<const Theme>& theme) {
  change(theme, [&](Theme& changed) {
    changed.accessibility = read_address(reader, value, key, false).value_or("");
  });
}

}  // namespace almanach
