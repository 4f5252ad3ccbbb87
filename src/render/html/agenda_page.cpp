#include "render/html/agenda_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/html_text.hpp"
#include "model/public_addresses.hpp"
#include "render/html/entry_list.hpp"
#include "render/html/feed_list.hpp"
#include "render/html/filter_summary.hpp"
#include "render/html/month_grid.hpp"
#include "render/html/page_head.hpp"
#include "render/html/parts.hpp"
#include "render/html/poster_page.hpp"
#include "render/retirement_words.hpp"

namespace almanach {
namespace {

using View = PageAddress::View;

constexpr std::size_t kEntriesInFrame = 20;
constexpr int kFurthestDays = 731;
/// A longer list is told to have more: series without end would be counted for ever.
constexpr std::size_t kMostCounted = 500;

Day month_of(Day day) {
  return Day(absl::CivilMonth(day));
}

/// How the feed ends; null: it announces no end, or it is in doubt whether it ends.
const Retirement* find_retirement(const AgendaContent& content, const Feed& feed) {
  if (content.retirements == nullptr) return nullptr;
  const auto found = content.retirements->find(feed.id);
  const bool is_sure = found != content.retirements->end() && !found->second.is_doubtful;
  return is_sure ? &found->second : nullptr;
}

/// Whether nobody should subscribe to the feed any more; null: the feed of all.
bool has_ended(const AgendaContent& content, const Feed* feed) {
  const Retirement* const retirement = feed == nullptr ? nullptr : find_retirement(content, *feed);
  return retirement != nullptr && retirement->stage != Retirement::Stage::announced;
}

MonthGrid shown_month(const Page& page, const AgendaContent& content) {
  const AgendaFilter& filter = content.filter;
  const bool with_feeds = content.feed == nullptr && content.feeds.size() > 1;
  return {page.address.month, content.today, content.zone, filter.query,
          filter.from,        filter.to,     with_feeds};
}

/// The time from which on the list of what is to come has its entries.
Instant list_start(const AgendaContent& content) {
  return content.zone.place(WallTime(content.filter.from.value_or(content.today))).instant;
}

EntryCount count_entries(const Page& page, const AgendaContent& content) {
  if (page.address.view == View::month)
    return {count_in_month(shown_month(page, content), content.events, content.work), false};
  const TimeSpan days = content.filter.span(content.zone);
  const Instant midnight = content.zone.place(WallTime(content.today)).instant;
  const AgendaSlice slice =
      page.address.view == View::past
          ? past_slice(content.events, midnight, 1, content.work, days, kMostCounted)
          : upcoming_slice(content.events, list_start(content), 1, days.end, kMostCounted,
                           content.work);
  return {slice.entries.size(), slice.has_more};
}

class AgendaPage {
 public:
  /// `summary`: of what the list is narrowed to; empty: it is not.
  AgendaPage(HtmlWriter& html, const Page& page, const AgendaContent& content,
             const std::string& summary, const Config& config)
      : html_(html),
        page_(page),
        words_(page.words()),
        content_(content),
        summary_(summary),
        config_(config),
        midnight_(start_of(content.today)) {}

  void write() {
    write_heading();
    write_views();
    if (!summary_.empty()) write_filter_summary(html_, page_, summary_, config_);
    if (page_.address.view == View::month) {
      write_month();
      write_beside();
    } else {
      const HtmlWriter::Element columns = html_.open("div", {{"class", "columns"}});
      write_list();
      write_beside();
    }
    if (content_.has_poster) write_poster_link(html_, page_, *content_.feed, config_);
    if (content_.can_be_embedded) write_embedding();
  }

  void write_frame() {
    html_.element("h1", {{"class", "unseen"}}, page_.title);
    write_retirement();
    const AgendaSlice slice =
        upcoming_slice(content_.events, midnight_, 1, kNoEnd, kEntriesInFrame, content_.work);
    if (slice.entries.empty()) html_.element("p", words_.none_upcoming);
    write_entries(html_, page_, slice.entries, {content_.today, content_.feed == nullptr, true},
                  config_);
    const HtmlWriter::Element line = html_.open("p", {{"class", "buttons"}});
    PageAddress agenda =
        page_.address.at(content_.feed == nullptr ? "/" : fmt::format("/{}/", content_.feed->id));
    if (!has_ended(content_, content_.feed)) {
      html_.element("a",
                    {{"class", "button"},
                     {"href", with_query(link_to(config_, agenda), "subscribe=1") + "#subscribe"},
                     {"target", "_top"}},
                    words_.subscribe_calendar);
      html_.text(" ");
    }
    html_.element("a", {{"href", link_to(config_, agenda)}, {"target", "_top"}}, words_.all_events);
  }

 private:
  void write_heading() {
    const Feed* feed = content_.feed;
    html_.element("h1", {{"lang", feed == nullptr ? std::nullopt : foreign_language(page_, *feed)}},
                  feed == nullptr ? words_.all_events : std::string_view(feed->name));
    if (feed != nullptr && !feed->description.empty()) {
      html_.element("p", {{"class", "lead"}, {"lang", foreign_language(page_, *feed)}},
                    feed->description);
    }
    write_retirement();
    if (has_ended(content_, feed)) return;
    SubscribeTarget target;
    if (feed == nullptr) {
      target.calendar = config_.base_url + "/all.ics";
      target.collection = config_.base_url + "/dav/calendars/";
      target.name = config_.name;
    } else {
      target.calendar = feed_calendar_address(config_.base_url, feed->id);
      target.collection = dav_collection_address(config_.base_url, feed->id);
      target.name = feed->name;
    }
    target.filter = content_.filter;
    write_subscribe(html_, page_, target, content_.choices, config_);
  }

  void write_retirement() {
    const Feed* const feed = content_.feed;
    const Retirement* const retirement =
        feed == nullptr ? nullptr : find_retirement(content_, *feed);
    if (retirement == nullptr) return;
    const HtmlWriter::Element notice = html_.open("p", {{"class", "notice over"}});
    html_.text(describe_retirement(*retirement, page_.language));
    if (retirement->successor_address.empty()) return;
    html_.text(" ");
    const auto target = page_.framed ? std::optional<std::string_view>("_top") : std::nullopt;
    const auto next =
        std::find_if(content_.feeds.begin(), content_.feeds.end(),
                     [&](const Feed* other) { return other->id == retirement->successor_feed; });
    if (next == content_.feeds.end()) {
      html_.element("a", {{"href", retirement->successor_address}, {"target", target}},
                    retirement->successor_address);
    } else {
      html_.element("a",
                    {{"href", feed_href(page_, **next, config_)},
                     {"lang", foreign_language(page_, **next)},
                     {"target", target}},
                    (*next)->name);
    }
  }

  /// What else there is, and what narrows the list: beside it on wide screens, below on others.
  void write_beside() {
    const HtmlWriter::Element beside = html_.open("div", {{"class", "beside"}});
    if (content_.feed == nullptr) {
      std::vector<OfferedFeed> feeds;
      for (const Feed* feed : content_.feeds) feeds.push_back({feed, has_ended(content_, feed)});
      write_feed_list(html_, page_, feeds, config_);
    }
    write_narrowing();
  }

  /// No query reaches a file.
  void write_narrowing() {
    if (!config_.as_files) write_filters(html_, page_, content_.filter, config_);
  }

  void write_views() {
    const HtmlWriter::Element nav =
        html_.open("nav", {{"class", "views"}, {"aria-label", words_.views}});
    const View view = page_.address.view;
    const Day month = view == View::month ? page_.address.month : next_month();
    write_view(page_.address.with_view(View::upcoming), words_.upcoming, view == View::upcoming);
    write_view(page_.address.with_month(month), words_.by_month, view == View::month);
    write_view(page_.address.with_view(View::past), words_.past, view == View::past);
    // Form and calendars stand below the list on narrow screens.
    if (!config_.as_files)
      html_.element("a", {{"class", "jump"}, {"href", "#filters"}}, words_.find);
    if (content_.feed == nullptr && !content_.feeds.empty())
      html_.element("a", {{"class", "jump"}, {"href", "#calendars"}}, words_.calendars);
  }

  /// The month of what comes next, or this one.
  Day next_month() const {
    const AgendaSlice slice =
        upcoming_slice(content_.events, list_start(content_), 1,
                       content_.filter.span(content_.zone).end, 1, content_.work);
    if (slice.entries.empty()) return month_of(content_.today);
    const Day next(content_.zone.wall_time(slice.entries.front().covered.start));
    return month_of(has_month_page(next) ? std::max(content_.today, next) : content_.today);
  }

  void write_view(const PageAddress& address, std::string_view name, bool current) {
    html_.element("a",
                  {{"href", filtered(address)},
                   {"aria-current", current ? std::optional("page") : std::nullopt}},
                  name);
  }

  /// The page at `address` with what the list is narrowed to.
  std::string filtered(const PageAddress& address) const {
    return with_query(link_to(config_, address), content_.filter.query);
  }

  void write_list() {
    const HtmlWriter::Element list = html_.open("div", {{"class", "list"}});
    if (page_.address.view == View::past) {
      write_past();
    } else {
      write_upcoming();
    }
  }

  EntryListStyle style() const { return {content_.today, content_.feed == nullptr, false}; }

  void write_upcoming() {
    const AgendaSlice slice =
        upcoming_slice(content_.events, list_start(content_), page_.address.number,
                       content_.filter.span(content_.zone).end, kEntriesOnPage, content_.work);
    if (slice.entries.empty()) write_none_upcoming();
    write_entries(html_, page_, slice.entries, style(), config_);
    write_pages(slice.has_more, words_.sooner, words_.later);
  }

  void write_none_upcoming() {
    const auto say = [this](std::string_view words) {
      html_.element("p", {{"class", "none"}}, words);
    };
    if (content_.filter.narrows()) {
      say(words_.none_found);
    } else if (content_.feed == nullptr && content_.feeds.empty()) {
      // Nothing was ever published: a new installation, whose first reader is its webmaster.
      say(words_.none_at_all);
      say(words_.none_at_all_more);
    } else {
      say(words_.none_upcoming);
      if (!has_ended(content_, content_.feed)) say(words_.none_upcoming_more);
    }
  }

  void write_past() {
    const AgendaSlice slice = past_slice(content_.events, midnight_, page_.address.number,
                                         content_.work, content_.filter.span(content_.zone));
    if (slice.entries.empty()) {
      html_.element("p", {{"class", "none"}},
                    content_.filter.narrows() ? words_.none_found : words_.none_past);
    }
    write_entries(html_, page_, slice.entries, style(), config_);
    write_pages(slice.has_more, words_.newer, words_.older);
  }

  void write_pages(bool has_more, std::string_view back, std::string_view on) {
    const int number = page_.address.number;
    if (number == 1 && !has_more) return;
    const HtmlWriter::Element nav =
        html_.open("nav", {{"class", "pages"}, {"aria-label", words_.pages}});
    const auto write_link = [&](int other, std::string_view name, const char* relation) {
      html_.element("a",
                    {{"href", filtered(page_.address.with_view(page_.address.view, other))},
                     {"rel", relation}},
                    name);
    };
    if (number > 1) write_link(number - 1, back, "prev");
    html_.element("span", fmt::format(fmt::runtime(words_.page_number), number));
    if (has_more) write_link(number + 1, on, "next");
  }

  void write_month() {
    const Day month = page_.address.month;
    const HtmlWriter::Element section = html_.open("section", {{"class", "whole-month"}});
    html_.element("h2", name_month(month, page_.language));
    write_other_months(month);
    write_month_grid(html_, page_, shown_month(page_, content_), content_.events, config_,
                     content_.work);
  }

  /// The months before and after it in which there are events; of series without end at most two
  /// years ahead, so that no robot goes on for ever.
  void write_other_months(Day month) {
    const HtmlWriter::Element nav =
        html_.open("nav", {{"class", "pages"}, {"aria-label", words_.pages}});
    const Day after(absl::CivilMonth(month) + 1);
    html_.element(
        "a",
        {{"href", fmt::format("{}#{}", filtered(page_.address.with_month(month_of(content_.today))),
                              kTodayId)}},
        words_.today);
    if (const auto earlier = month_before(month))
      write_other_month(*earlier, words_.month_before, "prev");
    const Instant end = content_.filter.span(content_.zone).end;
    if (start_of(after) >= end) return;
    const AgendaSlice later =
        upcoming_slice(content_.events, start_of(after), 1, end, 1, content_.work);
    if (later.entries.empty()) return;
    const AgendaEntry& next = later.entries.front();
    if (covered_time(next.listed.event()).end == kNoEnd && after > content_.today + kFurthestDays)
      return;
    const Day later_month = std::max(after, month_at(next.covered.start));
    if (has_month_page(later_month)) write_other_month(later_month, words_.month_after, "next");
  }

  Instant start_of(Day day) const { return content_.zone.place(WallTime(day)).instant; }
  Day month_at(Instant instant) const { return month_of(Day(content_.zone.wall_time(instant))); }
  std::optional<Day> month_before(Day month) const {
    const Day before(absl::CivilMonth(month) - 1);
    const TimeSpan days = content_.filter.span(content_.zone);
    if (!has_month_page(before) || start_of(month) <= days.start) return std::nullopt;
    const Instant begin = std::max(start_of(before), days.start);
    if (is_any_between(content_.events, begin, std::min(start_of(month), days.end), content_.work))
      return before;
    const AgendaSlice earlier =
        past_slice(content_.events, start_of(before), 1, content_.work, days);
    if (earlier.entries.empty()) return std::nullopt;
    const Day last = month_at(earlier.entries.front().covered.end - std::chrono::seconds(1));
    return has_month_page(last) ? std::optional(last) : std::nullopt;
  }

  void write_other_month(Day month, std::string_view words, const char* relation) {
    const std::string name = name_month(month, page_.language);
    html_.element("a",
                  {{"href", filtered(page_.address.with_month(month))},
                   {"rel", relation},
                   {"aria-label", fmt::format(fmt::runtime(words), name)}},
                  name);
  }

  void write_embedding() {
    if (has_ended(content_, content_.feed)) return;
    const HtmlWriter::Element panel = html_.open("details", {{"class", "embedding"}});
    html_.element("summary", words_.embed);
    const std::string feed = content_.feed == nullptr ? "" : content_.feed->id;
    const std::string& base = config_.base_url;
    const std::string script =
        fmt::format("<script src=\"{}/embed.js\"{} async></script>", base,
                    feed.empty() ? "" : fmt::format(" data-feed=\"{}\"", feed));
    const std::string frame = fmt::format(
        "<iframe src=\"{}{}/embed\" title=\"{}\" width=\"100%\" height=\"600\"></iframe>", base,
        feed.empty() ? "" : "/" + feed,
        escape_html(content_.feed == nullptr ? config_.name : content_.feed->name));
    html_.element("p", words_.embed_more);
    html_.element("pre", script);
    html_.element("p", words_.embed_frame);
    html_.element("pre", frame);
  }

  HtmlWriter& html_;
  const Page& page_;
  const Words& words_;
  const AgendaContent& content_;
  const std::string& summary_;
  const Config& config_;
  Instant midnight_;
};

std::string title_of(const Page& page, const AgendaContent& content, const std::string& summary) {
  const Words& words = page.words();
  std::string title = content.feed == nullptr ? "" : content.feed->name;
  const auto add = [&](std::string_view part) {
    if (!title.empty()) title += ", ";
    title += part;
  };
  if (page.address.view == View::past) add(words.past);
  if (page.address.view == View::month) add(name_month(page.address.month, page.language));
  if (page.address.number > 1)
    add(fmt::format(fmt::runtime(words.page_number), page.address.number));
  if (summary.empty() || title.empty()) return summary + title;
  return fmt::format("{} – {}", summary, title);
}

}  // namespace

std::string render_agenda_page(Page page, const AgendaContent& content, const Config& config) {
  const std::string summary =
      content.filter.narrows()
          ? summarize_filter(page, content.filter, count_entries(page, content))
          : "";
  page.title = title_of(page, content, summary);
  if (content.feed != nullptr) page.description = content.feed->description;
  page.unlisted = page.unlisted || content.filter.narrows() || content.choices.made;
  page.head = render_feed_head(page, content.feed, has_ended(content, content.feed), config);
  return render_document(page, config, [&](HtmlWriter& html) {
    AgendaPage(html, page, content, summary, config).write();
  });
}

std::string render_embedded_page(Page page, const AgendaContent& content, const Config& config) {
  page.framed = true;
  page.title = content.feed == nullptr ? config.name : content.feed->name;
  return render_document(page, config, [&](HtmlWriter& html) {
    AgendaPage(html, page, content, "", config).write_frame();
  });
}

}  // namespace almanach
