#include "config/site_settings.hpp"

#include <fmt/format.h>

#include <utility>

namespace almanach {

std::string SiteSettings::language_of(std::string_view folder) const {
  const Said<std::string>* nearest = language ? &*language : nullptr;
  std::size_t longest = 0;
  for (const auto& [known, said] : languages) {
    if (!path_below(folder, known) || known.size() < longest) continue;
    longest = known.size();
    nearest = &said;
  }
  return nearest == nullptr ? std::string() : nearest->value;
}

bool SiteSettings::takes_naive_for_utc() const {
  return generator == "Jekyll" || generator == "Eleventy" || generator == "Astro";
}

std::vector<std::string> SiteSettings::evidence() const {
  std::vector<std::string> lines;
  const auto add = [&](const auto& said, std::string_view what, std::string_view value) {
    lines.push_back(fmt::format("{}:{}: {} {}", said.file, said.line, what, value));
  };
  if (zone) add(*zone, "time zone", zone->value.name());
  if (language) add(*language, "language", language->value);
  for (const auto& [folder, said] : languages)
    add(said, fmt::format("language of {}", folder), said.value);
  if (url) add(*url, "address of the site", url->value);
  for (const Said<std::string>& pattern : address_patterns)
    add(pattern, "addresses", pattern.value);
  return lines;
}

void use_site_settings(Config& config, std::shared_ptr<const SiteSettings> site) {
  config.site = std::move(site);
  const SiteSettings& said = *config.site;
  if (said.zone && !config.timezone_is_given) {
    config.timezone = said.zone->value;
    config.timezone_is_given = true;
  }
  if (said.language && !config.language_is_given) config.language = said.language->value;
  if (!said.url || !config.site_url.empty()) return;
  // Of a site below a folder of its host, it is not certain which of the two "/images/bal.jpg" is
  // below.
  const std::size_t host = said.url->value.find("//") + 2;
  const bool is_whole_host = said.url->value.find('/', host) == std::string::npos;
  (is_whole_host ? config.site_url : config.page_url) = said.url->value;
}

}  // namespace almanach
