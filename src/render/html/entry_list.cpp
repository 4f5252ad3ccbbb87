#include "render/html/entry_list.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "render/day_words.hpp"
#include "render/html/date_links.hpp"
#include "render/html/parts.hpp"
#include "render/timestamp.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

/// More of a title, or of a place, is on the event's own page.
constexpr std::size_t kLongestInList = 160;
constexpr std::size_t kMostCategories = 4;

class EntryList {
 public:
  EntryList(HtmlWriter& html, const Page& page, const EntryListStyle& style, const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        tag_(language_tag(page.language)),
        french_(page.language == Language::french),
        style_(style),
        config_(config) {}

  void write(const std::vector<AgendaEntry>& entries) {
    auto first = entries.begin();
    while (first != entries.end()) {
      const std::string group = group_of(*first);
      auto last = first;
      while (last != entries.end() && group_of(*last) == group) ++last;
      write_group(group, first, last);
      first = last;
    }
  }

 private:
  using Iterator = std::vector<AgendaEntry>::const_iterator;

  static Day first_day(const AgendaEntry& entry) {
    return Day(entry.listed.event().zone.wall_time(entry.covered.start));
  }

  static Day last_day(const AgendaEntry& entry) {
    if (const auto* days = std::get_if<DaySpan>(&entry.span)) return days->last;
    // The end is not part of it.
    return Day(entry.listed.event().zone.wall_time(entry.covered.end - std::chrono::seconds(1)));
  }

  /// The heading that an entry stands under.
  std::string group_of(const AgendaEntry& entry) const {
    const Day first = first_day(entry);
    if (first < style_.today && last_day(entry) >= style_.today) return std::string(words_.now);
    return name_month(first, page_.language);
  }

  void write_group(const std::string& name, Iterator first, Iterator last) {
    if (style_.compact) {
      write_list(first, last);
      return;
    }
    const HtmlWriter::Element section = html_.open("section", {{"class", "month"}});
    html_.element("h2", name);
    write_list(first, last);
  }

  void write_list(Iterator first, Iterator last) {
    const HtmlWriter::Element list = html_.open("ol", {{"class", "events"}});
    for (; first != last; ++first) write_entry(*first);
  }

  void write_entry(const AgendaEntry& entry) {
    const bool cancelled = entry.status() == EventStatus::cancelled;
    const HtmlWriter::Element item =
        html_.open("li", {{"class", cancelled ? "event off" : "event"}});
    write_day(entry);
    {
      const HtmlWriter::Element body = html_.open("div", {{"class", "what"}});
      write_title(entry);
      write_facts(entry);
      if (!style_.compact) write_categories(entry);
    }
    if (!style_.compact) write_thumbnail(html_, entry.listed.event());
  }

  void write_day(const AgendaEntry& entry) {
    const Day day = first_day(entry);
    const Zone& zone = entry.listed.event().zone;
    const HtmlWriter::Element line = html_.open("p", {{"class", "day"}});
    const HtmlWriter::Element time =
        html_.open("time", {{"datetime", format_span(entry.span, zone, SpanEnd::last).start}});
    html_.element("span", {{"class", "weekday"}}, weekday_name(day, french_));
    html_.text(" ");
    html_.element("span", {{"class", "number"}}, day_number(day.day(), french_));
    html_.text(" ");
    // Where a heading says the month already, it is for those who hear the page only.
    const bool told = !style_.compact && group_of(entry) != words_.now;
    html_.element("span", {{"class", told ? "unseen" : "of-month"}},
                  told ? name_month(day, page_.language) : month_name(day, french_));
  }

  void write_title(const AgendaEntry& entry) {
    const Feed& feed = *entry.listed.feed;
    const HtmlWriter::Element title = html_.open(style_.compact ? "p" : "h3", {{"class", "title"}});
    write_status_badge(html_, entry.status(), words_);
    const Day day = first_day(entry);
    if (day == style_.today || day == style_.today + 1) {
      html_.element("span", {{"class", "badge soon"}},
                    day == style_.today ? words_.today : words_.tomorrow);
      html_.text(" ");
    }
    html_.element("a",
                  {{"href", entry_href(page_, entry, style_.today, config_)},
                   {"lang", foreign_language(page_, feed)},
                   {"target", style_.compact ? std::optional("_top") : std::nullopt}},
                  shorten(entry.title(), kLongestInList));
  }

  void write_facts(const AgendaEntry& entry) {
    const HtmlWriter::Element line = html_.open("p", {{"class", "facts"}});
    html_.element("span", {{"class", "hours"}}, describe_time(entry));
    if (!entry.location().empty()) {
      html_.text(" · ");
      html_.element("span",
                    {{"class", "place"}, {"lang", foreign_language(page_, *entry.listed.feed)}},
                    shorten(entry.location(), kLongestInList));
    }
    if (!style_.with_feeds) return;
    html_.text(" · ");
    const HtmlWriter::Element feed = html_.open("span", {{"class", "of-feed"}});
    write_feed_mark(html_, *entry.listed.feed);
    html_.element("span", {{"lang", foreign_language(page_, *entry.listed.feed)}},
                  entry.listed.feed->name);
  }

  /// The hours of a day; what goes on for longer, in full.
  std::string describe_time(const AgendaEntry& entry) const {
    const Zone& zone = entry.listed.event().zone;
    if (const auto* days = std::get_if<DaySpan>(&entry.span)) {
      if (days->first == days->last) return std::string(words_.all_day);
      return describe_when(entry.span, zone, tag_);
    }
    const Span told = entry.told();
    const TimeSpan& time = std::get<TimeSpan>(told);
    const std::string words = time.end - time.start >= std::chrono::hours(24)
                                  ? describe_when(told, zone, tag_)
                                  : describe_hours(time, zone, tag_);
    return words + other_clock(time.start, zone, config_.timezone, tag_);
  }

  void write_categories(const AgendaEntry& entry) {
    const std::vector<std::string>& categories = entry.listed.event().categories;
    if (categories.empty()) return;
    const HtmlWriter::Element list =
        html_.open("ul", {{"class", "tags"},
                          {"aria-label", words_.categories},
                          {"lang", foreign_language(page_, *entry.listed.feed)}});
    for (std::size_t i = 0; i < std::min(categories.size(), kMostCategories); ++i)
      html_.element("li", shorten(categories[i], kLongestInList));
  }

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  std::string_view tag_;
  bool french_;
  const EntryListStyle& style_;
  const Config& config_;
};

}  // namespace

void write_entries(HtmlWriter& html, const Page& page, const std::vector<AgendaEntry>& entries,
                   const EntryListStyle& style, const Config& config) {
  EntryList(html, page, style, config).write(entries);
}

}  // namespace almanach
