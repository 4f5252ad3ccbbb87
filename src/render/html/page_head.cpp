#include "render/html/page_head.hpp"

#include <array>
#include <string_view>

#include "model/public_addresses.hpp"
#include "model/status_words.hpp"
#include "render/html/parts.hpp"
#include "render/json_ld.hpp"

namespace almanach {
namespace {

struct Format {
  std::string_view ending;
  std::string_view type;
};

constexpr std::array<Format, 4> kFormats = {{{".ics", "text/calendar"},
                                             {".jcal", "application/calendar+json"},
                                             {".json", "application/json"},
                                             {".atom", "application/atom+xml"}}};

/// `address` without an ending.
void write_alternates(HtmlWriter& html, const std::string& address, bool with_news,
                      std::string_view title) {
  for (const Format& format : kFormats) {
    if (!with_news && format.ending == ".atom") continue;
    html.empty("link", {{"rel", "alternate"},
                        {"type", format.type},
                        {"title", title},
                        {"href", address + std::string(format.ending)}});
  }
}

void write_property(HtmlWriter& html, std::string_view property, std::string_view content) {
  if (content.empty()) return;
  html.empty("meta", {{"property", property}, {"content", content}});
}

void write_open_graph(HtmlWriter& html, const Page& page, const std::string& image,
                      const Config& config) {
  write_property(html, "og:type", "website");
  write_property(html, "og:site_name", config.name);
  write_property(html, "og:title", page.title.empty() ? config.name : page.title);
  write_property(html, "og:description", page.description);
  write_property(html, "og:url", whole_address(config, page.address));
  write_property(html, "og:locale", page.language == Language::french ? "fr_FR" : "en_GB");
  if (is_web_address(image)) write_property(html, "og:image", image);
}

}  // namespace

std::string render_event_head(const Page& page, const RevisedEvent& event, const Feed& feed,
                              const Config& config) {
  HtmlWriter html;
  write_alternates(html, event_page_address(config.base_url, feed.id, event.slug), false,
                   shown_title(*event.event, feed.language));
  write_open_graph(html, page, event.event->image, config);
  html.raw("<script type=\"application/ld+json\">");
  html.raw(render_json_ld(event, feed, whole_address(config, page.address.in({})), config));
  html.raw("</script>\n");
  return html.take();
}

std::string render_feed_head(const Page& page, const Feed* feed, bool ended, const Config& config) {
  HtmlWriter html;
  if (!ended) {
    write_alternates(html, config.base_url + '/' + (feed == nullptr ? "all" : feed->id), true,
                     feed == nullptr ? config.name : feed->name);
  }
  write_open_graph(html, page, "", config);
  return html.take();
}

}  // namespace almanach
