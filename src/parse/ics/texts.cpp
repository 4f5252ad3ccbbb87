#include "parse/ics/texts.hpp"

#include <algorithm>

#include "base/html_text.hpp"
#include "base/text.hpp"
#include "parse/details.hpp"
#include "parse/ics/canonical_line.hpp"
#include "parse/ics/safe_line.hpp"
#include "parse/ics/values.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

/// Paragraphs where the text has empty lines.
std::string html_of_plain(std::string_view text) {
  std::string html = "<p>";
  std::size_t breaks = 0;
  for (const char c : escape_html(text)) {
    if (c == '\n') {
      ++breaks;
      continue;
    }
    if (breaks == 1) html += "<br>";
    if (breaks > 1) html += "</p><p>";
    breaks = 0;
    html += c;
  }
  return html + "</p>";
}

std::string read_address(const CalendarComponent& component, std::string_view name,
                         const ParseContext& context) {
  const PropertyLine* property = component.find(name);
  if (property == nullptr) return {};
  return resolve_address(trim(property->value), context.config.site_url);
}

std::string read_image(const CalendarComponent& component, const ParseContext& context) {
  std::string image = read_address(component, "IMAGE", context);
  for (const PropertyLine& one : component.properties) {
    if (!image.empty()) break;
    if (one.is("ATTACH") && one.parameter("FMTTYPE").starts_with("image/"))
      image = resolve_address(trim(one.value), "");
  }
  return image;
}

std::string read_conference(const CalendarComponent& component, const ParseContext& context) {
  for (const std::string_view name :
       {"CONFERENCE", "X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL"}) {
    std::string address = read_address(component, name, context);
    if (!address.empty()) return address;
  }
  return {};
}

std::optional<Instant> read_stamp(const CalendarComponent& component, std::string_view name) {
  const PropertyLine* property = component.find(name);
  if (property == nullptr) return std::nullopt;
  const auto date = read_ics_date(property->value);
  return date && date->utc ? std::optional(Zone().place(date->wall).instant) : std::nullopt;
}

std::string read_line(const CalendarComponent& component, std::string_view name,
                      ProblemSink& problems) {
  const PropertyLine* property = component.find(name);
  if (property == nullptr) return {};
  return keep_short(collapse_spaces(clean(unescape_text(property->value))), name,
                    property->value_position(), problems);
}

std::vector<std::string> read_categories(const CalendarComponent& component,
                                         ProblemSink& problems) {
  CategoryList categories(problems);
  for (const PropertyLine& property : component.properties) {
    if (!property.is("CATEGORIES")) continue;
    for (const std::string_view text : split_texts(property.value, ',')) {
      if (!categories.add(collapse_spaces(clean(unescape_text(text))), property.position())) break;
    }
  }
  return categories.take();
}

void read_description(const CalendarComponent& component, const ParseContext& context, Event& event,
                      ProblemSink& problems) {
  const RichTextOptions options{context.config.site_url};
  const PropertyLine* written = component.find("DESCRIPTION");
  std::string plain(trim(ics_text(component, "DESCRIPTION")));
  if (written != nullptr) {
    plain = keep_short(std::move(plain), "DESCRIPTION", written->value_position(), problems,
                       kLongestText);
  }
  context.work.spend_on_text(plain.size());
  std::string html;
  if (looks_like_html(plain)) {
    RichText text = read_html(plain, options);
    plain = std::move(text.plain);
    html = std::move(text.html);
  } else if (!plain.empty()) {
    html = html_of_plain(plain);
  }
  RichText rich = read_html(ics_text(component, "X-ALT-DESC"), options);
  if (!rich.plain.empty()) {
    if (plain.empty()) plain = std::move(rich.plain);
    html = std::move(rich.html);
  }
  event.description = Description(plain, html);
}

}  // namespace

std::string ics_text(const CalendarComponent& component, std::string_view name) {
  const PropertyLine* property = component.find(name);
  return property == nullptr ? "" : clean(unescape_text(property->value));
}

bool is_cancelled(const CalendarComponent& component) {
  const PropertyLine* status = component.find("STATUS");
  return status != nullptr && read_ics_word(*status) == "CANCELLED";
}

void read_ics_texts(const CalendarComponent& component, const ParseContext& context, Event& event,
                    ProblemSink& problems) {
  event.title = read_line(component, "SUMMARY", problems);
  event.location = read_line(component, "LOCATION", problems);
  event.contact = read_line(component, "CONTACT", problems);
  if (const PropertyLine* geo = component.find("GEO")) event.geo = read_ics_point(geo->value);
  read_description(component, context, event, problems);
  event.url = read_address(component, "URL", context);
  event.conference = read_conference(component, context);
  event.image = read_image(component, context);
  event.categories = read_categories(component, problems);
  if (is_cancelled(component)) event.status = EventStatus::cancelled;
  event.written = read_stamp(component, "CREATED");
  event.modified = read_stamp(component, "LAST-MODIFIED");
}

}  // namespace almanach
