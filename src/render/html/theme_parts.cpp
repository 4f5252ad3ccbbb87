#include "render/html/theme_parts.hpp"

#include "config/theme.hpp"
#include "render/html/words.hpp"

namespace almanach {
namespace {

bool has_style(const Config& config) {
  return config.theme && !config.theme->stylesheet.bytes.empty();
}

bool has_logo(const Config& config) {
  return config.theme && !config.theme->logo_address.empty();
}

void write_link(HtmlWriter& html, std::string_view words, std::string_view address) {
  html.text(" · ");
  html.element("a", {{"href", address}}, words);
}

}  // namespace

void write_theme_style(HtmlWriter& html, const Config& config) {
  if (!has_style(config)) return;
  const HtmlWriter::Element style = html.open("style");
  html.raw(config.theme->stylesheet.bytes);
}

void write_site_name(HtmlWriter& html, std::string_view logo, const Config& config) {
  if (!has_logo(config)) return html.text(config.name);
  const Theme& theme = *config.theme;
  html.empty("img", {{"src", logo},
                     {"alt", theme.logo_text},
                     {"width", std::to_string(theme.logo_width)},
                     {"height", std::to_string(theme.logo_height)}});
  if (theme.logo_text != config.name) html.text(config.name);
}

void write_theme_links(HtmlWriter& html, Language language, const Config& config) {
  if (!config.theme) return;
  const Theme& theme = *config.theme;
  const Words& words = words_of(language);
  const bool is_french = language == Language::french;
  for (const ThemeLink& link : theme.links)
    write_link(html, is_french ? link.french : link.english, link.address);
  if (!theme.legal_notice.empty()) write_link(html, words.legal_notice, theme.legal_notice);
  if (!theme.accessibility.empty()) write_link(html, words.accessibility, theme.accessibility);
}

std::string theme_style_source(const Config& config) {
  return has_style(config) ? ' ' + config.theme->style_source : "";
}

std::string theme_picture_source(const Config& config) {
  return has_logo(config) ? " 'self'" : "";
}

}  // namespace almanach
