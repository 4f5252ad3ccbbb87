#include "render/html/feed_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "model/name_order.hpp"
#include "model/public_addresses.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

void write_feed(HtmlWriter& html, const Page& page, const OfferedFeed& offered,
                const Config& config) {
  const Feed& feed = *offered.feed;
  const Words& words = page.words();
  const HtmlWriter::Element item = html.open("li", {{"lang", foreign_language(page, feed)}});
  write_feed_mark(html, feed);
  html.element("a", {{"href", feed_href(page, feed, config)}}, feed.name);
  if (offered.ended) return;
  html.element("a",
               {{"class", "direct"},
                {"href", webcal_address(feed_calendar_address(config.base_url, feed.id))},
                {"lang", language_tag(page.language)},
                {"aria-label", fmt::format("{} – {}", words.subscribe, feed.name)}},
               words.subscribe);
}

void write_feeds(HtmlWriter& html, const Page& page, std::vector<OfferedFeed> feeds,
                 const Config& config) {
  sort_by_name(feeds);
  const HtmlWriter::Element list = html.open("ul");
  for (const OfferedFeed& feed : feeds) write_feed(html, page, feed, config);
}

}  // namespace

void sort_by_name(std::vector<OfferedFeed>& feeds) {
  std::vector<std::pair<std::string, OfferedFeed>> named;
  for (const OfferedFeed& feed : feeds) named.emplace_back(name_sort_key(feed.feed->name), feed);
  std::stable_sort(named.begin(), named.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::transform(named.begin(), named.end(), feeds.begin(),
                 [](const auto& one) { return one.second; });
}

void write_feed_list(HtmlWriter& html, const Page& page, const std::vector<OfferedFeed>& feeds,
                     const Config& config) {
  if (feeds.empty()) return;
  const Words& words = page.words();
  const HtmlWriter::Element nav =
      html.open("nav", {{"class", "feeds"}, {"id", "calendars"}, {"aria-label", words.calendars}});
  if (feeds.size() > kMostOpenFeeds) {
    const HtmlWriter::Element panel = html.open("details");
    {
      const HtmlWriter::Element summary = html.open("summary");
      html.element("h2", fmt::format("{} ({})", words.calendars, feeds.size()));
    }
    write_feeds(html, page, feeds, config);
  } else {
    html.element("h2", words.calendars);
    write_feeds(html, page, feeds, config);
  }
  const auto open =
      std::count_if(feeds.begin(), feeds.end(), [](const auto& feed) { return !feed.ended; });
  if (open < 2) return;
  const HtmlWriter::Element line = html.open("p");
  html.element("a", {{"href", link_to(config, page.address.at("/subscribe"))}},
               words.choose_calendars);
}

}  // namespace almanach
