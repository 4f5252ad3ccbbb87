#include "render/html/event_links.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/day_words.hpp"
#include "render/html/parts.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongestTitle = 80;

Day first_day(const Event& event) {
  return Day(event.zone.wall_time(covered_time(event).start));
}

/// "Bal, 5 déc.", "Bal, 1er déc."; the year where it is another than `year`.
std::string describe_neighbour(const Event& event, std::int64_t year, bool french) {
  const Day day = first_day(event);
  std::string text = fmt::format("{}, {} {}", shorten(event.title, kLongestTitle),
                                 day_number(day.day(), french), short_month_name(day, french));
  if (day.year() != year) text += fmt::format(" {}", day.year());
  return text;
}

}  // namespace

void write_categories(HtmlWriter& html, const Page& page,
                      const std::vector<PageCategory>& categories, const Feed& feed,
                      const Config& config) {
  if (categories.empty()) return;
  const auto language = foreign_language(page, feed);
  html.element("dt", page.words().categories);
  const HtmlWriter::Element value = html.open("dd");
  const HtmlWriter::Element list = html.open("ul", {{"class", "tags"}, {"lang", language}});
  for (const PageCategory& category : categories) {
    const HtmlWriter::Element item = html.open("li");
    if (config.as_files) {
      html.text(category.name);
      continue;
    }
    const std::string query = "category=" + percent_encode(category.choice);
    html.element("a", {{"href", with_query(feed_href(page, feed, config), query)}}, category.name);
  }
}

void write_neighbours(HtmlWriter& html, const Page& page, const Event& event, const Feed& feed,
                      const EventLinks& links, const Config& config) {
  if (links.before == nullptr && links.after == nullptr) return;
  const Words& words = page.words();
  const HtmlWriter::Element nav =
      html.open("nav", {{"class", "pages"}, {"aria-label", words.neighbours}});
  const auto write_link = [&](const RevisedEvent* other, std::string_view name, const char* rel) {
    if (other == nullptr) return;
    const std::string shown = describe_neighbour(*other->event, first_day(event).year(),
                                                 page.language == Language::french);
    html.element("a",
                 {{"href", link_to(config, event_address(page, {other, &feed}))},
                  {"rel", rel},
                  {"lang", foreign_language(page, feed)},
                  {"aria-label", fmt::format(fmt::runtime(name), shown)}},
                 shown);
  };
  write_link(links.before, words.event_before, "prev");
  write_link(links.after, words.event_after, "next");
}

}  // namespace almanach
