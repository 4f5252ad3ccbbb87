#include "render/html/parts.hpp"

#include <fmt/format.h>

#include "base/text.hpp"
#include "render/color.hpp"
#include "render/day_words.hpp"

namespace almanach {

std::optional<std::string_view> foreign_language(const Page& page, const Feed& feed) {
  const std::string_view own = language_tag(page.language);
  if (feed.language.substr(0, 2) == own) return std::nullopt;
  return feed.language;
}

void write_feed_mark(HtmlWriter& html, const Feed& feed) {
  const auto color = find_color(feed.color);
  if (!color) return;
  html.raw(
      "<svg class=\"mark\" viewBox=\"0 0 8 8\" aria-hidden=\"true\"><circle cx=\"4\" cy=\"4\" "
      "r=\"3.5\" fill=\"");
  html.text(color->hex);
  html.raw("\"/></svg>");
}

void write_thumbnail(HtmlWriter& html, const Event& event) {
  if (!is_web_address(event.image)) return;
  html.empty("img", {{"class", "thumb"},
                     {"src", event.image},
                     {"alt", ""},
                     {"width", "96"},
                     {"height", "72"},
                     {"loading", "lazy"},
                     {"decoding", "async"},
                     {"referrerpolicy", "no-referrer"}});
}

void write_status_badge(HtmlWriter& html, EventStatus status, const Words& words) {
  if (status == EventStatus::confirmed) return;
  const bool cancelled = status == EventStatus::cancelled;
  html.element("strong", {{"class", cancelled ? "badge cancelled" : "badge postponed"}},
               cancelled ? words.cancelled : words.postponed);
  html.text(" ");
}

PageAddress event_address(const Page& page, const ListedEvent& listed) {
  return page.address.at(fmt::format("/{}/{}", listed.feed->id, listed.revised->slug));
}

std::string feed_href(const Page& page, const Feed& feed, const Config& config) {
  return link_to(config, page.address.at(fmt::format("/{}/", feed.id)));
}

bool is_web_address(std::string_view address) {
  return address.starts_with("https://") || address.starts_with("http://");
}

std::string shorten(std::string_view text, std::size_t most) {
  if (text.size() <= most || count_code_points(text) <= most) return std::string(text);
  std::size_t end = 0;
  for (std::size_t count = 0; count + 1 < most; ++count) next_code_point(text, end);
  return std::string(text.substr(0, end)) + "…";
}

std::string name_month(Day day, Language language) {
  return fmt::format("{} {}", month_name(day, language == Language::french), day.year());
}

}  // namespace almanach
