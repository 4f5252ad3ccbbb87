#include "render/html/month_grid.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>

#include "render/day_words.hpp"
#include "render/html/date_links.hpp"
#include "render/html/filters.hpp"
#include "render/html/parts.hpp"
#include "render/when.hpp"

namespace almanach {
namespace {

/// A day with more says how many more there are.
constexpr std::size_t kMostOnDay = 6;
constexpr std::size_t kLongestTitle = 80;
constexpr std::size_t kLongestFeedName = 40;

Instant start_of(const MonthGrid& grid, Day day) {
  return grid.zone.place(WallTime(day)).instant;
}

/// The days of the month that are shown.
DaySpan shown_days(const MonthGrid& grid) {
  const Day last = Day(absl::CivilMonth(grid.first) + 1) - 1;
  return {std::max(grid.first, grid.from.value_or(grid.first)),
          std::min(last, grid.to.value_or(last))};
}

/// The days that an entry stands on, among those that are shown; none where the first is after the
/// last. They are the days where it takes place: a night counts as the day that it begins on.
DaySpan days_of(const AgendaEntry& entry, const MonthGrid& grid) {
  const DaySpan shown = shown_days(grid);
  const auto within = [&](Day first, Day last) {
    return DaySpan{std::max(first, shown.first), std::min(last, shown.last)};
  };
  if (const auto* days = std::get_if<DaySpan>(&entry.span)) return within(days->first, days->last);
  const Zone& zone = entry.listed.event().zone;
  const Day first(zone.wall_time(entry.covered.start));
  if (entry.covered.end - entry.covered.start < std::chrono::hours(24)) return within(first, first);
  return within(first, Day(zone.wall_time(entry.covered.end - std::chrono::seconds(1))));
}

/// Calls `take` with each entry that stands on a day that is shown, and those days.
void for_each_shown(const MonthGrid& grid, const std::vector<ListedEvent>& events, WorkBudget* work,
                    const std::function<void(const AgendaEntry&, const DaySpan&)>& take) {
  // A day more on both sides, since days of another zone begin at other instants.
  const DaySpan shown = shown_days(grid);
  if (shown.first > shown.last) return;
  for_each_entry(events, start_of(grid, shown.first - 1), start_of(grid, shown.last + 2), work,
                 [&](const AgendaEntry& entry) {
                   const DaySpan days = days_of(entry, grid);
                   if (days.first <= days.last) take(entry, days);
                 });
}

class Grid {
 public:
  Grid(HtmlWriter& html, const Page& page, const MonthGrid& grid, const Config& config)
      : html_(html),
        page_(page),
        grid_(grid),
        config_(config),
        french_(page.language == Language::french) {}

  void write(const std::vector<ListedEvent>& events, WorkBudget* work) {
    const Day end(absl::CivilMonth(grid_.first) + 1);
    const std::vector<DayEntries> days = entries_by_day(events, end, work);
    const bool none =
        std::all_of(days.begin(), days.end(), [](const auto& day) { return day.shown.empty(); });
    if (none) html_.element("p", {{"class", "none"}}, page_.words().none_that_month);
    write_weekdays();
    const int column = weekday_of(grid_.first);
    const HtmlWriter::Element list =
        html_.open("ol", {{"class", fmt::format("grid starts-{}", column)}});
    for (Day day = grid_.first; day < end; ++day)
      write_day(day, days[static_cast<std::size_t>(day - grid_.first)]);
  }

 private:
  struct DayEntries {
    std::vector<AgendaEntry> shown;  ///< the first ones
    std::size_t more = 0;
  };

  static int weekday_of(Day day) { return static_cast<int>(absl::GetWeekday(day)) + 1; }

  std::vector<DayEntries> entries_by_day(const std::vector<ListedEvent>& events, Day end,
                                         WorkBudget* work) const {
    std::vector<DayEntries> by_day(static_cast<std::size_t>(end - grid_.first));
    for_each_shown(grid_, events, work, [&](const AgendaEntry& entry, const DaySpan& days) {
      for (Day day = days.first; day <= days.last; ++day) {
        DayEntries& on_day = by_day[static_cast<std::size_t>(day - grid_.first)];
        if (on_day.shown.size() < kMostOnDay) {
          on_day.shown.push_back(entry);
        } else {
          ++on_day.more;
        }
      }
    });
    return by_day;
  }

  void write_weekdays() {
    // Each day tells its own to those who do not see the columns.
    const HtmlWriter::Element line =
        html_.open("div", {{"class", "weekdays"}, {"aria-hidden", "true"}});
    for (int weekday = 1; weekday <= 7; ++weekday)
      html_.element("span", weekday_name(weekday, french_));
  }

  void write_day(Day day, const DayEntries& entries) {
    const bool today = day == grid_.today;
    const HtmlWriter::Element item =
        html_.open("li", {{"class", entries.shown.empty() ? std::optional("empty") : std::nullopt},
                          {"aria-current", today ? std::optional("date") : std::nullopt},
                          {"id", today ? std::optional(kTodayId) : std::nullopt}});
    {
      const HtmlWriter::Element line = html_.open("p", {{"class", "date"}});
      const HtmlWriter::Element time = html_.open("time", {{"datetime", format_day(day)}});
      html_.element("span", {{"class", "weekday"}}, weekday_name(day, french_));
      html_.text(" ");
      html_.element("span", {{"class", "number"}}, day_number(day.day(), french_));
    }
    if (today) html_.element("p", {{"class", "badge soon"}}, page_.words().today);
    if (entries.shown.empty()) return;
    {
      const HtmlWriter::Element list = html_.open("ul");
      for (const AgendaEntry& entry : entries.shown) write_entry(day, entry);
    }
    if (entries.more > 0) write_rest(day, entries.more);
  }

  void write_entry(Day day, const AgendaEntry& entry) {
    const bool cancelled = entry.status() == EventStatus::cancelled;
    const HtmlWriter::Element item =
        html_.open("li", {{"class", cancelled ? std::optional("off") : std::nullopt}});
    write_status_badge(html_, entry.status(), page_.words());
    const Zone& zone = entry.listed.event().zone;
    const bool begins = Day(zone.wall_time(entry.covered.start)) == day;
    if (begins && std::holds_alternative<TimeSpan>(entry.span)) {
      const std::string_view tag = language_tag(page_.language);
      html_.element("span", {{"class", "hour"}},
                    describe_hour(entry.covered.start, zone, tag) +
                        other_clock(entry.covered.start, zone, config_.timezone, tag));
      html_.text(" ");
    }
    html_.element("a",
                  {{"href", entry_href(page_, entry, grid_.today, config_)},
                   {"lang", foreign_language(page_, *entry.listed.feed)}},
                  shorten(entry.title(), kLongestTitle));
    if (!grid_.with_feeds) return;
    const HtmlWriter::Element feed = html_.open("p", {{"class", "rest"}});
    write_feed_mark(html_, *entry.listed.feed);
    html_.element("span", {{"lang", foreign_language(page_, *entry.listed.feed)}},
                  shorten(entry.listed.feed->name, kLongestFeedName));
  }

  void write_rest(Day day, std::size_t count) {
    const std::string query =
        fmt::format("{}{}from={}&to={}", grid_.query, grid_.query.empty() ? "" : "&",
                    format_day(day), format_day(day));
    const HtmlWriter::Element line = html_.open("p", {{"class", "rest"}});
    html_.element(
        "a",
        {{"href", with_query(link_to(config_, page_.address.with_view(PageAddress::View::upcoming)),
                             query)}},
        fmt::format(fmt::runtime(page_.words().and_others), count));
  }

  HtmlWriter& html_;
  const Page& page_;
  const MonthGrid& grid_;
  const Config& config_;
  bool french_;
};

}  // namespace

void write_month_grid(HtmlWriter& html, const Page& page, const MonthGrid& grid,
                      const std::vector<ListedEvent>& events, const Config& config,
                      WorkBudget* work) {
  Grid(html, page, grid, config).write(events, work);
}

std::size_t count_in_month(const MonthGrid& grid, const std::vector<ListedEvent>& events,
                           WorkBudget* work) {
  std::size_t count = 0;
  for_each_shown(grid, events, work, [&](const AgendaEntry&, const DaySpan&) { ++count; });
  return count;
}

}  // namespace almanach
