#include "render/html/filter_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <vector>

#include "render/when.hpp"

namespace almanach {
namespace {

template <typename... Values>
std::string fill(std::string_view words, const Values&... values) {
  return fmt::format(fmt::runtime(words), values...);
}

/// The feeds by name, as many as a line has room for.
std::string name_feeds(const std::vector<const Feed*>& feeds, const Words& words) {
  constexpr std::size_t kMostNames = 4;
  std::string names;
  for (std::size_t i = 0; i < std::min(feeds.size(), kMostNames); ++i)
    names += (i == 0 ? "" : ", ") + feeds[i]->name;
  if (feeds.size() > kMostNames) names += ' ' + fill(words.and_others, feeds.size() - kMostNames);
  return fill(feeds.size() == 1 ? words.in_calendar : words.in_calendars, names);
}

std::string describe_day(Day day, const Page& page) {
  return describe_when(DaySpan{day, day}, Zone(), language_tag(page.language));
}

/// "du 3 au 9 mai 2027", "à partir du lundi 3 mai 2027".
std::string describe_days(const AgendaFilter& filter, const Page& page) {
  const Words& words = page.words();
  if (filter.from && filter.to && *filter.from < *filter.to)
    return describe_when(DaySpan{*filter.from, *filter.to}, Zone(), language_tag(page.language));
  if (filter.from && filter.from == filter.to)
    return fill(words.on_day, describe_day(*filter.from, page));
  std::string text;
  if (filter.from) text = fill(words.from_day, describe_day(*filter.from, page));
  if (!filter.to) return text;
  return text + (text.empty() ? "" : ", ") + fill(words.to_day, describe_day(*filter.to, page));
}

std::string describe_filter(const Page& page, const AgendaFilter& filter) {
  std::vector<std::string> parts;
  if (!filter.feeds.empty()) parts.push_back(name_feeds(filter.feeds, page.words()));
  for (const PageCategory& category : filter.categories) {
    if (category.chosen) parts.push_back(category.name);
  }
  if (!filter.words.empty()) parts.push_back(fill(page.words().quoted, filter.words));
  if (filter.from || filter.to) parts.push_back(describe_days(filter, page));
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string describe_count(const Words& words, EntryCount count) {
  if (count.more) return fill(words.found_over, count.entries);
  if (count.entries == 0) return std::string(words.found_none);
  if (count.entries == 1) return std::string(words.found_one);
  return fill(words.found_many, count.entries);
}

}  // namespace

std::string summarize_filter(const Page& page, const AgendaFilter& filter, EntryCount count) {
  return fill(page.words().found_by, describe_count(page.words(), count),
              describe_filter(page, filter));
}

void write_filter_summary(HtmlWriter& html, const Page& page, const std::string& summary,
                          const Config& config) {
  const HtmlWriter::Element block =
      html.open("div", {{"class", "found"}, {"id", kFilterSummaryId}, {"tabindex", "-1"}});
  {
    const HtmlWriter::Element status = html.open("div", {{"role", "status"}});
    html.element("h2", summary);
  }
  PageAddress first = page.address;
  first.number = 1;
  html.element("a", {{"href", link_to(config, first)}}, page.words().show_all);
}

}  // namespace almanach
