#include "render/html/document.hpp"

#include <fmt/format.h>

#include "config/theme.hpp"
#include "render/html/assets.hpp"
#include "render/html/theme_parts.hpp"

namespace almanach {
namespace {

/// A calendar's leaf, so that browsers need not ask for /favicon.ico.
constexpr std::string_view kIcon =
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
    "%3Crect x='1' y='2' width='14' height='13' rx='2' fill='%23000091'/%3E"
    "%3Cpath d='M3 7h10v6H3z' fill='%23fff'/%3E%3C/svg%3E";

void write_head(HtmlWriter& html, const Page& page, const Config& config) {
  const HtmlWriter::Element head = html.open("head");
  html.empty("meta", {{"charset", "utf-8"}});
  html.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
  html.empty("meta", {{"name", "color-scheme"}, {"content", "light dark"}});
  html.element("title",
               page.title.empty() ? config.name : fmt::format("{} – {}", page.title, config.name));
  if (!page.description.empty())
    html.empty("meta", {{"name", "description"}, {"content", page.description}});
  if (page.framed || page.unlisted)
    html.empty("meta", {{"name", "robots"}, {"content", "noindex"}});
  html.empty("link", {{"rel", "canonical"}, {"href", whole_address(config, page.address)}});
  for (const Language language : {Language::french, Language::english}) {
    html.empty("link", {{"rel", "alternate"},
                        {"hreflang", language_tag(language)},
                        {"href", whole_address(config, page.address.in(language))}});
  }
  html.empty("link", {{"rel", "alternate"},
                      {"hreflang", "x-default"},
                      {"href", whole_address(config, page.address.in({}))}});
  html.empty("link", {{"rel", "icon"}, {"href", kIcon}});
  html.raw(page.head);
  {
    const HtmlWriter::Element style = html.open("style");
    html.raw(page.on_paper ? poster_stylesheet() : stylesheet());
  }
  if (!page.on_paper) write_theme_style(html, config);
  html.element("script", {{"src", link_to(config, script_path())}, {"defer", ""}}, "");
}

/// The same page, with what was chosen of it, in another language.
std::string in_language(const Page& page, Language other, const Config& config) {
  std::string href = link_to(config, page.address.in(other));
  if (page.query.empty() || config.as_files) return href;
  const char sign = href.find('?') == std::string::npos ? '?' : '&';
  return (href += sign) += page.query;
}

void write_header(HtmlWriter& html, const Page& page, const Config& config) {
  const Words& words = page.words();
  html.element("a", {{"class", "skip"}, {"href", "#content"}}, words.skip);
  const HtmlWriter::Element header = html.open("header", {{"class", "site"}});
  {
    const HtmlWriter::Element name = html.open("p", {{"class", "site-name"}});
    const HtmlWriter::Element home =
        html.open("a", {{"href", link_to(config, page.address.at("/"))}, {"rel", "home"}});
    const std::string logo = config.theme ? link_to(config, config.theme->logo_address) : "";
    write_site_name(html, logo, config);
  }
  const HtmlWriter::Element nav = html.open("nav", {{"aria-label", words.sections}});
  html.element("a", {{"href", link_to(config, page.address.at("/help"))}}, words.help);
  const Language other = other_language(page.language);
  html.element("a",
               {{"href", in_language(page, other, config)},
                {"hreflang", language_tag(other)},
                {"lang", language_tag(other)},
                {"data-language", language_tag(other)}},
               words.other_language);
}

void write_footer(HtmlWriter& html, const Page& page, const Config& config) {
  const Words& words = page.words();
  const HtmlWriter::Element footer = html.open("footer", {{"class", "site"}});
  const HtmlWriter::Element line = html.open("p");
  html.element("a", {{"href", link_to(config, page.address.at("/"))}}, words.all_events);
  html.text(" · ");
  html.element("a", {{"href", link_to(config, page.address.at("/help"))}}, words.help);
  html.text(" · ");
  html.text(words.served_by);
  write_theme_links(html, page.language, config);
}

}  // namespace

std::string link_to(const Config& config, std::string_view path) {
  // Not the whole address: the site may be looked at under another name, too.
  const std::size_t scheme = config.base_url.find("://");
  const std::size_t host = scheme == std::string::npos ? 0 : scheme + 3;
  const std::size_t own_path = config.base_url.find('/', host);
  std::string link =
      own_path == std::string::npos ? std::string() : config.base_url.substr(own_path);
  return link.append(path);
}

std::string link_to(const Config& config, const PageAddress& address) {
  return link_to(config, address.target(config.as_files));
}

std::string whole_address(const Config& config, const PageAddress& address) {
  return config.base_url + address.target(config.as_files);
}

std::string render_document(const Page& page, const Config& config,
                            const std::function<void(HtmlWriter&)>& content) {
  HtmlWriter html;
  html.raw("<!DOCTYPE html>\n");
  {
    const HtmlWriter::Element root = html.open("html", {{"lang", language_tag(page.language)}});
    write_head(html, page, config);
    const HtmlWriter::Element body =
        html.open("body", {{"class", page.framed ? std::optional("framed") : std::nullopt}});
    const bool alone = page.framed || page.on_paper;
    if (!alone) write_header(html, page, config);
    {
      const HtmlWriter::Element main = html.open("main", {{"id", "content"}, {"tabindex", "-1"}});
      content(html);
    }
    if (!alone) write_footer(html, page, config);
  }
  return html.take();
}

std::string content_security_policy(bool framed, bool with_images, bool on_paper,
                                    const Config& config) {
  return fmt::format(
      "default-src 'none'; style-src {}{}; script-src 'self'; img-src data:{}{}; form-action "
      "'self'; base-uri 'none'; frame-ancestors {}",
      on_paper ? poster_style_source() : style_source(), on_paper ? "" : theme_style_source(config),
      theme_picture_source(config), with_images ? " https: http:" : "", framed ? "*" : "'none'");
}

}  // namespace almanach
