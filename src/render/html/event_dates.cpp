#include "render/html/event_dates.hpp"

#include <fmt/format.h>

#include "render/html/date_links.hpp"
#include "render/html/parts.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

constexpr int kFurthestDays = 731;

void write_date(HtmlWriter& html, const Page& page, const AgendaEntry& entry, Day today,
                const Config& config) {
  const Zone& zone = entry.listed.event().zone;
  const std::string_view tag = language_tag(page.language);
  const bool cancelled = entry.status() == EventStatus::cancelled;
  const HtmlWriter::Element item =
      html.open("li", {{"class", cancelled ? std::optional("off") : std::nullopt}});
  write_status_badge(html, entry.status(), page.words());
  {
    const HtmlWriter::Element link =
        html.open("a", {{"href", entry_href(page, entry, today, config)}});
    html.element("time", {{"datetime", format_span(entry.span, zone, SpanEnd::last).start}},
                 describe_when(entry.told(), zone, tag));
  }
  const ChangedOccurrence* change = entry.change;
  if (change == nullptr) return;
  for (const std::optional<std::string>& other : {change->title, change->location}) {
    if (!other) continue;
    html.text(" · ");
    html.element("span", {{"lang", foreign_language(page, *entry.listed.feed)}}, *other);
  }
}

}  // namespace

void write_dates(HtmlWriter& html, const Page& page, const AgendaSlice& slice, Day today,
                 const Config& config) {
  const Words& words = page.words();
  const HtmlWriter::Element section = html.open("section", {{"class", "dates"}});
  html.element("h2", words.dates);
  if (slice.entries.empty()) {
    html.element("p", words.dates_over);
    return;
  }
  {
    const HtmlWriter::Element list = html.open("ul");
    for (const AgendaEntry& entry : slice.entries) write_date(html, page, entry, today, config);
  }
  if (slice.has_more) html.element("p", {{"class", "note"}}, words.more_dates);
}

void write_date_links(HtmlWriter& html, const Page& page, const AgendaEntry& date, Day today,
                      const Config& config, WorkBudget* work) {
  const Words& words = page.words();
  const Event& event = date.listed.event();
  const HtmlWriter::Element nav =
      html.open("nav", {{"class", "pages"}, {"aria-label", words.dates_of_series}});
  const auto write_link = [&](const AgendaEntry& other, std::string_view name,
                              const char* relation) {
    std::string when = describe_when(other.told(), event.zone, language_tag(page.language));
    if (other.status() == EventStatus::cancelled) when += fmt::format(" ({})", words.cancelled);
    if (other.status() == EventStatus::postponed) when += fmt::format(" ({})", words.postponed);
    html.element("a", {{"href", entry_href(page, other, today, config)}, {"rel", relation}},
                 fmt::format(fmt::runtime(name), when));
  };
  const auto has_page = [&](const AgendaEntry& entry) {
    return !entry_address(page, entry, today, config).on.empty();
  };
  const auto before = entry_before(date, work);
  if (before && has_page(*before)) write_link(*before, words.date_before, "prev");
  html.element("a", {{"href", link_to(config, event_address(page, date.listed))}}, words.all_dates);
  const bool is_endless = covered_time(event).end == kNoEnd;
  const auto after = entry_after(date, work);
  if (!after) return;
  const Day day(event.zone.wall_time(after->covered.start));
  const bool is_far = is_endless && day > today + kFurthestDays;
  if (!is_far && has_page(*after)) write_link(*after, words.date_after, "next");
}

void write_series_link(HtmlWriter& html, const Page& page, const ListedEvent& series,
                       const Config& config) {
  const Words& words = page.words();
  const HtmlWriter::Element nav =
      html.open("nav", {{"class", "pages"}, {"aria-label", words.dates_of_series}});
  html.element("a", {{"href", link_to(config, event_address(page, series))}}, words.all_dates);
}

}  // namespace almanach
