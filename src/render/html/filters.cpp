#include "render/html/filters.hpp"

#include <fmt/format.h>

namespace almanach {

std::string with_query(std::string path, std::string_view query) {
  if (!query.empty()) path.append("?").append(query);
  return path;
}

void write_category_boxes(HtmlWriter& html, std::string_view legend, std::string_view prefix,
                          const std::vector<PageCategory>& categories) {
  if (categories.empty()) return;
  const HtmlWriter::Element set = html.open("fieldset", {{"class", "categories"}});
  html.element("legend", legend);
  int number = 0;
  for (const PageCategory& category : categories) {
    const std::string id = fmt::format("{}{}", prefix, ++number);
    const HtmlWriter::Element box = html.open("span", {{"class", "choice"}});
    html.empty("input", {{"type", "checkbox"},
                         {"id", id},
                         {"name", "category"},
                         {"value", category.choice},
                         {"checked", present_if(category.chosen)}});
    html.element("label", {{"for", id}}, category.name);
  }
}

void write_filters(HtmlWriter& html, const Page& page, const AgendaFilter& filter,
                   const Config& config) {
  const Words& words = page.words();
  PageAddress first = page.address;
  first.number = 1;
  const std::string path = link_to(config, first);
  const HtmlWriter::Element form = html.open(
      "form", {{"class", "filters"}, {"id", "filters"}, {"role", "search"}, {"action", path}});
  {
    const HtmlWriter::Element line = html.open("div", {{"class", "find"}});
    html.element("label", {{"for", "q"}}, words.find_label);
    html.empty("input", {{"type", "search"},
                         {"id", "q"},
                         {"name", "q"},
                         {"value", filter.words},
                         {"maxlength", "200"}});
  }
  write_category_boxes(html, words.categories, "c", filter.categories);
  const HtmlWriter::Element buttons = html.open("p", {{"class", "buttons"}});
  html.element("button", {{"class", "button quiet"}}, words.filter);
  if (filter.narrows()) html.element("a", {{"href", path}}, words.show_all);
}

}  // namespace almanach
