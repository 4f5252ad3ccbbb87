#include "publish/budget.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>

#include "model/language.hpp"

namespace almanach {
namespace {

/// For what stands around the events: head, zones.
constexpr std::uint64_t kFrame = 4'096;

absl::CivilMonth month_of(const Zone& zone, Instant instant) {
  return absl::CivilMonth(zone.wall_time(instant));
}

// What is cut comes event by event, or in months of a feed. A class that adds up takes both: of a
// month that is alike as a whole, its totals; of any other, each event.

void add_each(const EventMonth& month, auto& sum) {
  for (const EventPtr& event : month.events()) sum.add(*event);
}

void add_lasting(const EventMonth& month, auto& sum) {
  for (const PublishedEvent* event : month.lasting()) sum.add(*event);
}

void add_all(const std::vector<const PublishedEvent*>& events, auto& sum) {
  for (const PublishedEvent* event : events) sum.add(*event);
}

void add_all(const EventMonths& months, auto& sum) {
  for (const auto& month : months) sum.add(*month);
}

/// When the first event starts; `start` at the latest.
struct Earliest {
  void add(const PublishedEvent& event) { start = std::min(start, event.time.start); }
  void add(const EventMonth& month) { add(*month.events().front()); }

  Instant start;
};

/// The HTML of what was over when the present month began, and which of the others is over first.
class OldHtml {
 public:
  OldHtml(Instant month, Instant far) : next(far), month_(month) {}

  void add(const PublishedEvent& event) {
    if (event.html_size > 0) add(event.time.end);
  }

  void add(const EventMonth& month) {
    const EventMonth::Totals& totals = month.totals();
    if (totals.html_bytes > 0 && totals.last_html_end > month_ && totals.first_html_end <= month_) {
      add_each(month, *this);
      return;
    }
    if (totals.html_bytes > 0)
      add(totals.last_html_end <= month_ ? totals.last_html_end : totals.first_html_end);
    add_lasting(month, *this);
  }

  Instant until = Instant::min();  ///< what was over first is over by then
  Instant next;

 private:
  void add(Instant end) {
    if (end <= month_) {
      until = std::max(until, end);
    } else {
      next = std::min(next, end);
    }
  }

  Instant month_;
};

/// The bytes of events of which those that are over by `plain_until` stand without HTML.
class Size {
 public:
  explicit Size(Instant plain_until) : plain_until_(plain_until) {}

  std::uint64_t of(const PublishedEvent& event) const {
    return event.time.end <= plain_until_ ? event.size - event.html_size : event.size;
  }

  /// Of a month's events but for those that last; empty: they are not alike.
  std::optional<std::uint64_t> of(const EventMonth::Totals& totals) const {
    if (totals.html_bytes == 0 || totals.first_html_end > plain_until_) return totals.bytes;
    if (totals.last_html_end <= plain_until_) return totals.bytes - totals.html_bytes;
    return std::nullopt;
  }

  void add(const PublishedEvent& event) { bytes += of(event); }

  void add(const EventMonth& month) {
    const auto size = of(month.totals());
    if (!size) {
      add_each(month, *this);
      return;
    }
    bytes += *size;
    add_lasting(month, *this);
  }

  std::uint64_t bytes = kFrame;

 private:
  Instant plain_until_;
};

/// The months that events lie in which are over, up to the one before `now`. The earliest is number
/// 0.
class PastMonths {
 public:
  PastMonths(Instant earliest, const Zone& zone, Instant now) : now_(now) {
    first_ = month_of(zone, earliest);
    const absl::CivilMonth present = month_of(zone, now);
    for (absl::CivilMonth month = first_; month <= present; ++month)
      starts_.push_back(zone.place(WallTime(month)).instant);
  }

  std::size_t count() const { return starts_.size() - 1; }

  /// The month that the event starts in; empty where it may not leave.
  std::optional<std::size_t> find(const PublishedEvent& event) const {
    return event.time.end > now_ ? std::nullopt : find(event.time.start);
  }

  /// The month of all events of `month` that do not last.
  struct Found {
    bool is_mixed = false;             ///< there is none
    std::optional<std::size_t> month;  ///< empty: they may not leave
  };
  Found find(const EventMonth& month) const {
    const EventMonth::Totals& totals = month.totals();
    const auto first = find(month.events().front()->time.start);
    if (totals.count == 0 || totals.first_end > now_ || !first) return {};
    const bool is_one = first == find(month.events().back()->time.start);
    return {!is_one || totals.last_end > now_, first};
  }

  /// The first day of a month.
  Day day(std::size_t month) const { return Day(first_ + static_cast<std::int64_t>(month)); }

 private:
  std::optional<std::size_t> find(Instant start) const {
    if (start >= starts_.back()) return std::nullopt;
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), start);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, next - starts_.begin()) - 1);
  }

  Instant now_;
  absl::CivilMonth first_;
  std::vector<Instant> starts_;  ///< the present month's last
};

/// The bytes of events that are cut so, by the months that they may leave with.
class Sizes {
 public:
  Sizes(const PastMonths& months, Instant plain_until)
      : months_(months), size_(plain_until), of_months_(months.count()) {}

  void add(const PublishedEvent& event) { add(size_.of(event), months_.find(event)); }

  void add(const EventMonth& month) {
    const auto size = size_.of(month.totals());
    const PastMonths::Found found = months_.find(month);
    if (!size || found.is_mixed) {
      add_each(month, *this);
      return;
    }
    add(*size, found.month);
    add_lasting(month, *this);
  }

  std::uint64_t smallest() const { return whole_ - may_leave_; }

  /// How many of the months have to leave, the oldest first.
  std::size_t count_leaving(std::uint64_t budget) const {
    std::size_t leaving = 0;
    for (std::uint64_t size = whole_; size > budget && leaving < of_months_.size(); ++leaving)
      size -= of_months_[leaving];
    return leaving;
  }

 private:
  void add(std::uint64_t size, std::optional<std::size_t> month) {
    whole_ += size;
    if (!month) return;
    of_months_[*month] += size;
    may_leave_ += size;
  }

  const PastMonths& months_;
  Size size_;
  std::vector<std::uint64_t> of_months_;
  std::uint64_t whole_ = kFrame;
  std::uint64_t may_leave_ = 0;
};

/// Takes out what leaves: what may, of the first `leaving` months. Returns how many events.
std::size_t take_out(std::vector<const PublishedEvent*>& events, const PastMonths& months,
                     std::size_t leaving) {
  return std::erase_if(events, [&](const PublishedEvent* event) {
    const auto month = months.find(*event);
    return month && *month < leaving;
  });
}

std::size_t take_out(EventMonths& all, const PastMonths& months, std::size_t leaving) {
  const std::size_t before = count_events(all);
  EventMonths kept;
  for (auto& month : all) {
    const PastMonths::Found found = months.find(*month);
    if (!found.is_mixed && month->lasting().empty()) {
      if (!found.month || *found.month >= leaving) kept.push_back(std::move(month));
      continue;
    }
    std::vector<EventPtr> events;
    for (const EventPtr& event : month->events()) {
      const auto leaves_with = months.find(*event);
      if (!leaves_with || *leaves_with >= leaving) events.push_back(event);
    }
    if (events.size() == month->events().size()) {
      kept.push_back(std::move(month));
    } else if (!events.empty()) {
      kept.push_back(std::make_shared<const EventMonth>(std::move(events), month->span()));
    }
  }
  all = std::move(kept);
  return before - count_events(all);
}

/// The start of the first month that begins at `instant` or later. Instants out of the calendar's
/// reach are far away.
Instant next_month_start(const Zone& zone, Instant instant) {
  const absl::CivilMonth month = month_of(zone, instant);
  const Instant start = zone.place(WallTime(month)).instant;
  return start == instant ? start : zone.place(WallTime(month + 1)).instant;
}

/// Leaves out the HTML of what was over when the month began.
Cut leave_out_old_html(const auto& events, const Zone& zone, Instant now) {
  constexpr std::chrono::hours kFarAway{100 * 366 * 24};
  OldHtml html(zone.place(WallTime(month_of(zone, now))).instant, now + kFarAway);
  add_all(events, html);
  Cut cut;
  cut.plain_until = html.until;
  if (html.until != Instant::min()) cut.since = next_month_start(zone, html.until);
  if (html.next < now + kFarAway) cut.due = next_month_start(zone, std::max(html.next, now));
  return cut;
}

Cut cut_all(auto& events, std::uint64_t budget, const Zone& zone, Instant now) {
  Cut cut = leave_out_old_html(events, zone, now);
  Size size(cut.plain_until);
  add_all(events, size);
  if (budget == 0 || size.bytes <= budget) return cut;

  const absl::CivilMonth present = month_of(zone, now);
  cut.since = std::max(cut.since, zone.place(WallTime(present)).instant);
  cut.due = zone.place(WallTime(present + 1)).instant;
  Earliest earliest{now};
  add_all(events, earliest);
  const PastMonths months(earliest.start, zone, now);
  const auto sizes_until = [&](Instant plain_until) {
    Sizes sizes(months, plain_until);
    add_all(events, sizes);
    return sizes;
  };
  std::optional<Sizes> sizes = sizes_until(cut.plain_until);
  if (sizes->smallest() > budget) {
    cut.plain_until = Instant::max();
    sizes.emplace(sizes_until(cut.plain_until));
  }
  if (sizes->smallest() > budget) {
    cut.over_budget = true;
    return cut;
  }
  const std::size_t leaving = sizes->count_leaving(budget);
  cut.from = months.day(leaving);
  cut.left_out = take_out(events, months, leaving);
  return cut;
}

}  // namespace

Cut cut_to_budget(std::vector<const PublishedEvent*>& events, std::uint64_t budget,
                  const Zone& zone, Instant now) {
  return cut_all(events, budget, zone, now);
}

Cut cut_to_budget(EventMonths& months, std::uint64_t budget, const Zone& zone, Instant now) {
  return cut_all(months, budget, zone, now);
}

Instant date_cut(Instant modified, const Cut& cut) {
  return std::max(modified, cut.since);
}

void add_cut(CalendarInfo& info, const Cut& cut, std::string_view language) {
  if (cut.left_out == 0) return;
  const bool french = is_french(language);
  if (!info.description.empty()) info.description += '\n';
  if (info.source.empty()) {
    info.description +=
        french ? fmt::format(
                     "{} événements d’avant le {:02}/{:02}/{} n’y sont pas ; avec ?past=all à la "
                     "fin de l’adresse ils y sont",
                     cut.left_out, cut.from.day(), cut.from.month(), cut.from.year())
               : fmt::format(
                     "{} events of before {} are not in here; with ?past=all behind the address "
                     "they are",
                     cut.left_out, format_day(cut.from));
    return;
  }
  info.description +=
      french ? fmt::format(
                   "{} événements d’avant le {:02}/{:02}/{} n’y sont pas ; ils sont dans "
                   "{}?past=all",
                   cut.left_out, cut.from.day(), cut.from.month(), cut.from.year(), info.source)
             : fmt::format("{} events of before {} are not in here; they are in {}?past=all",
                           cut.left_out, format_day(cut.from), info.source);
}

std::string summarize_cut(const Cut& cut) {
  if (cut.left_out == 0) return {};
  return fmt::format("{} events before {}", cut.left_out, format_day(cut.from));
}

void report_cut(const std::string& file, const std::string& name, const Cut& cut,
                Problems& problems) {
  if (cut.left_out > 0) {
    problems.push_back(
        {Severity::warning, file, 0, 0,
         fmt::format("{} is over feed_budget: {} are left out", name, summarize_cut(cut)),
         "subscribers find them with ?past=all; archive old events, or raise "
         "feed_budget (Google drops calendars of over about 1 MB)"});
  }
  if (cut.over_budget) {
    problems.push_back({Severity::warning, file, 0, 0,
                        fmt::format("{} is over feed_budget with its events to come alone: it is "
                                    "served whole",
                                    name),
                        "split the folder into several feeds (Google drops calendars of over "
                        "about 1 MB)"});
  } else if (cut.plain_until == Instant::max()) {
    problems.push_back({Severity::warning, file, 0, 0,
                        fmt::format("{} is over feed_budget with its events to come alone: their "
                                    "texts are served without bold type and the like",
                                    name),
                        "split the folder into several feeds (Google drops calendars of over "
                        "about 1 MB)"});
  }
}

}  // namespace almanach
