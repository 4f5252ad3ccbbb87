#include "render/html/message_page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/html/entry_list.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

constexpr std::size_t kMostFeeds = 12;

void write_search(HtmlWriter& html, const Page& page, const Config& config) {
  const Words& words = page.words();
  const std::string home = link_to(config, page.address.at("/"));
  const HtmlWriter::Element form =
      html.open("form", {{"class", "filters"}, {"role", "search"}, {"action", home}});
  const HtmlWriter::Element line = html.open("div", {{"class", "find"}});
  html.element("label", {{"for", "q"}}, words.search_label);
  const HtmlWriter::Element field = html.open("div", {{"class", "copy"}});
  html.empty("input", {{"type", "search"}, {"id", "q"}, {"name", "q"}, {"maxlength", "200"}});
  html.element("button", {{"type", "submit"}, {"class", "button quiet"}}, words.search_button);
}

void write_feeds(HtmlWriter& html, const Page& page, const std::vector<const Feed*>& feeds,
                 const Config& config) {
  if (feeds.empty()) return;
  const HtmlWriter::Element nav =
      html.open("nav", {{"class", "feeds"}, {"aria-label", page.words().calendars}});
  html.element("h2", page.words().calendars);
  const HtmlWriter::Element list = html.open("ul");
  for (std::size_t i = 0; i < std::min(feeds.size(), kMostFeeds); ++i) {
    const HtmlWriter::Element item = html.open("li", {{"lang", foreign_language(page, *feeds[i])}});
    write_feed_mark(html, *feeds[i]);
    html.element("a", {{"href", feed_href(page, *feeds[i], config)}}, feeds[i]->name);
  }
}

}  // namespace

std::string render_message_page(int status, Page page, const MessageContent& content,
                                const Config& config) {
  const Words& words = page.words();
  const bool was_there = status == 410;
  page.title = was_there ? words.gone : words.not_found;
  page.unlisted = true;
  return render_document(page, config, [&](HtmlWriter& html) {
    html.element("h1", page.title);
    html.element("p", {{"class", "lead"}}, was_there ? words.gone_more : words.not_found_more);
    write_search(html, page, config);
    {
      const HtmlWriter::Element line = html.open("p", {{"class", "buttons more"}});
      if (content.feed != nullptr) {
        html.element("a", {{"href", feed_href(page, *content.feed, config)}},
                     fmt::format(fmt::runtime(words.see_calendar), content.feed->name));
      }
      html.element("a", {{"href", link_to(config, page.address.at("/"))}}, words.back_home);
    }
    if (!content.entries.empty()) {
      const HtmlWriter::Element section = html.open("section", {{"class", "month"}});
      html.element("h2", words.next_events);
      write_entries(html, page, content.entries, {content.today, content.feed == nullptr, true},
                    config);
    }
    if (content.feed == nullptr) write_feeds(html, page, content.feeds, config);
  });
}

}  // namespace almanach
