#include "render/html/choose_page.hpp"

#include <algorithm>
#include <iterator>

namespace almanach {

std::string render_choose_page(Page page, const std::vector<OfferedFeed>& feeds,
                               const SubscribeChoices& choices, const Config& config) {
  const Words& words = page.words();
  std::vector<OfferedFeed> offered;
  std::copy_if(feeds.begin(), feeds.end(), std::back_inserter(offered),
               [](const OfferedFeed& feed) { return !feed.ended; });
  sort_by_name(offered);
  page.title = words.choose_calendars;
  page.description = config.as_files ? words.choose_calendars_export : words.choose_calendars_lead;
  page.unlisted = page.unlisted || !choices.query.empty() || choices.made;
  return render_document(page, config, [&](HtmlWriter& html) {
    html.element("h1", page.title);
    html.element("p", {{"class", "lead"}}, page.description);
    if (config.as_files) {
      write_feed_list(html, page, offered, config);
      return;
    }
    SubscribeTarget target;
    target.calendar = config.base_url + "/all.ics";
    target.name = config.name;
    target.feeds = offered;
    write_subscribe(html, page, target, choices, config);
  });
}

}  // namespace almanach
