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

/// The months that events lie in which are over, up to the one before `now`. The earliest is number
/// 0.
class PastMonths {
 public:
  PastMonths(const std::vector<const PublishedEvent*>& events, const Zone& zone, Instant now)
      : now_(now) {
    Instant earliest = now;
    for (const PublishedEvent* event : events) earliest = std::min(earliest, event->time.start);
    first_ = month_of(zone, earliest);
    const absl::CivilMonth present = month_of(zone, now);
    for (absl::CivilMonth month = first_; month <= present; ++month)
      starts_.push_back(zone.place(WallTime(month)).instant);
  }

  std::size_t count() const { return starts_.size() - 1; }

  /// The month that the event starts in; empty where it may not leave.
  std::optional<std::size_t> find(const PublishedEvent& event) const {
    if (event.time.end > now_ || event.time.start >= starts_.back()) return std::nullopt;
    const auto next = std::upper_bound(starts_.begin(), starts_.end(), event.time.start);
    return static_cast<std::size_t>(std::max<std::ptrdiff_t>(1, next - starts_.begin()) - 1);
  }

  /// The first day of a month.
  Day day(std::size_t month) const { return Day(first_ + static_cast<std::int64_t>(month)); }

 private:
  Instant now_;
  absl::CivilMonth first_;
  std::vector<Instant> starts_;  ///< the present month's last
};

/// The bytes of events that are cut so.
class Sizes {
 public:
  Sizes(const std::vector<const PublishedEvent*>& events, const PastMonths& months,
        Instant plain_until)
      : of_months_(months.count()) {
    for (const PublishedEvent* event : events) {
      const std::uint64_t size = size_of(*event, plain_until);
      whole_ += size;
      if (const auto month = months.find(*event)) {
        of_months_[*month] += size;
        may_leave_ += size;
      }
    }
  }

  static std::uint64_t size_of(const PublishedEvent& event, Instant plain_until) {
    return event.time.end <= plain_until ? event.size - event.html_size : event.size;
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
  std::vector<std::uint64_t> of_months_;
  std::uint64_t whole_ = kFrame;
  std::uint64_t may_leave_ = 0;
};

/// The start of the first month that begins at `instant` or later. Instants out of the calendar's
/// reach are far away.
Instant next_month_start(const Zone& zone, Instant instant) {
  const absl::CivilMonth month = month_of(zone, instant);
  const Instant start = zone.place(WallTime(month)).instant;
  return start == instant ? start : zone.place(WallTime(month + 1)).instant;
}

/// Leaves out the HTML of what was over when the month began.
Cut leave_out_old_html(const std::vector<const PublishedEvent*>& events, const Zone& zone,
                       Instant now) {
  constexpr std::chrono::hours kFarAway{100 * 366 * 24};
  const Instant month = zone.place(WallTime(month_of(zone, now))).instant;
  Cut cut;
  Instant next = now + kFarAway;  // of the others, the one that is over first
  for (const PublishedEvent* event : events) {
    if (event->html_size == 0) continue;
    if (event->time.end <= month) {
      cut.plain_until = std::max(cut.plain_until, event->time.end);
    } else {
      next = std::min(next, event->time.end);
    }
  }
  if (cut.plain_until != Instant::min()) cut.since = next_month_start(zone, cut.plain_until);
  if (next < now + kFarAway) cut.due = next_month_start(zone, std::max(next, now));
  return cut;
}

}  // namespace

Cut cut_to_budget(std::vector<const PublishedEvent*>& events, std::uint64_t budget,
                  const Zone& zone, Instant now) {
  Cut cut = leave_out_old_html(events, zone, now);
  std::uint64_t size = kFrame;
  for (const PublishedEvent* event : events) size += Sizes::size_of(*event, cut.plain_until);
  if (budget == 0 || size <= budget) return cut;

  const absl::CivilMonth present = month_of(zone, now);
  cut.since = std::max(cut.since, zone.place(WallTime(present)).instant);
  cut.due = zone.place(WallTime(present + 1)).instant;
  const PastMonths months(events, zone, now);
  Sizes sizes(events, months, cut.plain_until);
  if (sizes.smallest() > budget) {
    cut.plain_until = Instant::max();
    sizes = Sizes(events, months, cut.plain_until);
  }
  if (sizes.smallest() > budget) {
    cut.over_budget = true;
    return cut;
  }
  const std::size_t leaving = sizes.count_leaving(budget);
  cut.from = months.day(leaving);
  cut.left_out = std::erase_if(events, [&](const PublishedEvent* event) {
    const auto month = months.find(*event);
    return month && *month < leaving;
  });
  return cut;
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
