#include "parse/site_address.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/yaml.hpp"
#include "config/site_settings.hpp"
#include "parse/dates.hpp"
#include "parse/short_text.hpp"

namespace almanach {
namespace {

/// The value of a key that generators know, whatever its case.
const YamlNode* find_key(const YamlNode& front_matter, std::string_view name) {
  for (const YamlNode::Entry& entry : front_matter.entries) {
    if (lower_ascii(entry.key) == name) return &entry.value;
  }
  return nullptr;
}

std::string text_under(const YamlNode& front_matter, std::string_view name) {
  const YamlNode* value = find_key(front_matter, name);
  return value == nullptr || !value->is_scalar() ? std::string()
                                                 : collapse_spaces(clean(value->scalar));
}

/// Jekyll may take a time without an offset for UTC, and shows it by the site's clock: near
/// midnight the day that is written is not for certain that of the address.
void read_day(const YamlNode& front_matter, const Zone& zone, PageFacts& page) {
  const std::string text = text_under(front_matter, "date");
  if (text.empty()) return;
  const DateReading reading = read_single_date(text);
  page.date_is_odd = !reading.date;
  if (!reading.date) return;
  const WrittenDate& date = *reading.date;
  page.date = date.day();
  if (!date.has_time) return;
  const Instant instant = place_date(date, date.offset ? zone : Zone());
  page.date_is_odd = Day(zone.wall_time(instant)) != *page.date;
}

void add_words(std::string_view text, std::vector<std::string>& words) {
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(' '), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

std::vector<std::string> read_categories(const YamlNode& front_matter) {
  std::vector<std::string> categories;
  if (std::string one = text_under(front_matter, "category"); !one.empty())
    categories.push_back(std::move(one));
  const YamlNode* several = find_key(front_matter, "categories");
  if (several == nullptr) return categories;
  for (const YamlNode& item : several->items) {
    if (item.is_scalar()) categories.push_back(collapse_spaces(clean(item.scalar)));
  }
  if (several->is_scalar()) add_words(collapse_spaces(several->scalar), categories);
  return categories;
}

}  // namespace

std::string find_site_address(const std::string& path, const YamlNode& front_matter,
                              const Zone& zone, const ParseContext& context) {
  const SiteSettings* site = context.config.site.get();
  const std::string& base = context.config.page_base();
  const bool known = site != nullptr && site->addresses != nullptr && !base.empty();
  if (!known || !context.feed.event_url.empty()) return "";
  PageFacts page;
  page.path = path;
  page.title = text_under(front_matter, "title");
  page.slug = text_under(front_matter, "slug");
  page.permalink = text_under(front_matter, "permalink");
  page.categories = read_categories(front_matter);
  read_day(front_matter, zone, page);
  const auto below = site->addresses->path_of(page);
  return below ? base + *below : "";
}

}  // namespace almanach
