#include "render/html/filters.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace almanach {
namespace {

void write_box(HtmlWriter& html, const PageCategory& category, const std::string& id) {
  const HtmlWriter::Element box = html.open("span", {{"class", "choice"}});
  html.empty("input", {{"type", "checkbox"},
                       {"id", id},
                       {"name", "category"},
                       {"value", category.choice},
                       {"checked", present_if(category.chosen)}});
  html.element("label", {{"for", id}}, category.name);
}

bool is_shown_at_once(const PageCategory& category) {
  return category.frequent || category.chosen;
}

/// Those that are not shown at once, folded away.
void write_other_categories(HtmlWriter& html, const Words& words, const AgendaFilter& filter) {
  if (std::all_of(filter.categories.begin(), filter.categories.end(), is_shown_at_once)) return;
  const HtmlWriter::Element panel = html.open("details");
  html.element("summary", words.all_categories);
  const HtmlWriter::Element set = html.open("fieldset", {{"class", "categories"}});
  html.element("legend", {{"class", "unseen"}}, words.all_categories);
  int number = 0;
  for (const PageCategory& category : filter.categories) {
    if (!is_shown_at_once(category)) write_box(html, category, fmt::format("d{}", ++number));
  }
  if (filter.categories_left > 0) {
    html.element("p", {{"class", "note"}},
                 fmt::format(fmt::runtime(words.more_categories), filter.categories_left));
  }
}

}  // namespace

TimeSpan AgendaFilter::span(const Zone& zone) const {
  const auto start_of = [&](Day day) { return zone.place(WallTime(day)).instant; };
  return {from ? start_of(*from) : Instant::min(), to ? start_of(*to + 1) : kNoEnd};
}

std::string with_query(std::string path, std::string_view query) {
  if (!query.empty()) path.append("?").append(query);
  return path;
}

void write_category_boxes(HtmlWriter& html, std::string_view legend, std::string_view prefix,
                          const AgendaFilter& filter) {
  if (std::none_of(filter.categories.begin(), filter.categories.end(), is_shown_at_once)) return;
  const HtmlWriter::Element set = html.open("fieldset", {{"class", "categories"}});
  html.element("legend", legend);
  int number = 0;
  for (const PageCategory& category : filter.categories) {
    if (is_shown_at_once(category))
      write_box(html, category, fmt::format("{}{}", prefix, ++number));
  }
}

void write_kept_choices(HtmlWriter& html, const AgendaFilter& filter) {
  const auto keep = [&](std::string_view name, const std::string& value) {
    html.empty("input", {{"type", "hidden"}, {"name", name}, {"value", value}});
  };
  for (const Feed* feed : filter.feeds) keep("feeds", feed->id);
  if (filter.from) keep("from", format_day(*filter.from));
  if (filter.to) keep("to", format_day(*filter.to));
}

void write_filters(HtmlWriter& html, const Page& page, const AgendaFilter& filter,
                   const Config& config) {
  const Words& words = page.words();
  PageAddress first = page.address;
  first.number = 1;
  const std::string path = link_to(config, first);
  const HtmlWriter::Element form =
      html.open("form", {{"class", "filters"},
                         {"id", "filters"},
                         {"role", "search"},
                         {"action", fmt::format("{}#{}", path, kFilterSummaryId)}});
  {
    const HtmlWriter::Element line = html.open("div", {{"class", "find"}});
    html.element("label", {{"for", "q"}}, words.find_label);
    html.empty("input", {{"type", "search"},
                         {"id", "q"},
                         {"name", "q"},
                         {"value", filter.words},
                         {"maxlength", "200"}});
  }
  write_category_boxes(html, words.categories, "c", filter);
  write_other_categories(html, words, filter);
  write_kept_choices(html, filter);
  const HtmlWriter::Element buttons = html.open("p", {{"class", "buttons"}});
  html.element("button", {{"type", "submit"}, {"class", "button quiet"}}, words.filter);
}

}  // namespace almanach
