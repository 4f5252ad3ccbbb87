#include "parse/recurrence/series_part.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

#include "model/occurrences.hpp"

namespace almanach {
namespace {

bool holds(const std::vector<WallTime>& sorted, WallTime start) {
  return std::binary_search(sorted.begin(), sorted.end(), start);
}

const ChangedOccurrence* find_change(const std::vector<ChangedOccurrence>& changed,
                                     WallTime start) {
  const auto found = std::lower_bound(
      changed.begin(), changed.end(), start,
      [](const ChangedOccurrence& one, WallTime wanted) { return one.original < wanted; });
  return found != changed.end() && found->original == start ? &*found : nullptr;
}

std::string join(const std::vector<WallTime>& starts) {
  constexpr std::size_t kShown = 3;
  std::string text;
  for (std::size_t i = 0; i < std::min(starts.size(), kShown); ++i)
    text += (i == 0 ? "" : ", ") + format_date(Day(starts[i]));
  return text + (starts.size() > kShown ? ", …" : "");
}

class SeriesParter {
 public:
  SeriesParter(const ListedSeries& series, const OccurrenceHours& hours, Position position,
               ProblemSink& problems)
      : series_(series),
        starts_(series.all.starts),
        hours_(hours),
        position_(position),
        problems_(problems) {}

  std::vector<SeriesPart> part() {
    std::size_t begin = 0;
    for (const std::size_t end : find_ends()) {
      add_stretch(begin, end);
      begin = end;
    }
    report();
    return order();
  }

 private:
  /// Where the stretches end that the clock lets the series have, by place in `starts_`.
  std::vector<std::size_t> find_ends() {
    std::vector<std::size_t> ends;
    for (const WallTime missing : series_.all.missing) {
      if (!holds(series_.odd, missing)) continue;
      if (series_.told != missing) missing_.push_back(missing);
      const auto after = std::lower_bound(starts_.begin(), starts_.end(), missing);
      const auto place = static_cast<std::size_t>(after - starts_.begin());
      const bool parts = place > (ends.empty() ? 0 : ends.back()) && place < starts_.size();
      if (parts && ends.size() < kMostSkips) ends.push_back(place);
    }
    ends.push_back(starts_.size());
    return ends;
  }

  void add_stretch(std::size_t begin, std::size_t end) {
    std::size_t lead = begin;
    while (lead < end && holds(series_.odd, starts_[lead])) add_single(lead++);
    if (lead == end) return;
    const bool open = end == starts_.size() && series_.all.endless;
    const auto before = parts_.size();
    if (end - lead == 1 && !open) {
      add_single(lead);
    } else {
      add_series(lead, end);
    }
    if (!whole_ && parts_.size() > before) whole_ = parts_.size() - 1;
  }

  void add_series(std::size_t lead, std::size_t end) {
    Recurrence made;
    made.rule = limit_rule(lead, end);
    for (std::size_t place = lead; place < end; ++place) {
      const WallTime start = starts_[place];
      const bool doubled = holds(series_.odd, start) && hours_.night_of(start) == Night::doubled;
      if (doubled) add_single(place);
      if (doubled || holds(series_.excluded, start)) {
        made.excluded.push_back(start);
      } else if (const ChangedOccurrence* change = find_change(series_.changed, start)) {
        made.changed.push_back(*change);
      } else if (holds(series_.odd, start)) {
        made.changed.push_back({start, hours_.span_at(start), {}, {}, {}, {}, {}});
      }
    }
    OccurrenceStarts own;
    own.endless = end == starts_.size() && series_.all.endless;
    own.starts.assign(starts_.begin() + static_cast<std::ptrdiff_t>(lead),
                      starts_.begin() + static_cast<std::ptrdiff_t>(end));
    const auto span_of = [&](WallTime start) { return hours_.span_at(start); };
    const auto covered = find_covered(made, series_.zone, own, span_of);
    if (!covered) return;
    made.covered = *covered;
    parts_.push_back(
        {Day(starts_[lead]), hours_.span_at(starts_[lead]), std::move(made), std::nullopt});
  }

  /// An end a second after the last start: some programs leave out one at the very second.
  RecurrenceRule limit_rule(std::size_t lead, std::size_t end) const {
    RecurrenceRule rule = series_.rule;
    if (rule.count) {
      rule.count = static_cast<int>(end - lead);
    } else if (end < starts_.size()) {
      rule.until = series_.zone.place(starts_[end - 1]).instant + std::chrono::seconds(1);
    }
    return rule;
  }

  void add_single(std::size_t place) {
    const WallTime start = starts_[place];
    if (holds(series_.excluded, start)) return;
    SeriesPart part{Day(start), hours_.span_at(start), {}, std::nullopt};
    if (place == 0 && series_.first) part.span = *series_.first;
    if (const ChangedOccurrence* change = find_change(series_.changed, start))
      part.change = *change;
    parts_.push_back(std::move(part));
    if (series_.told != start && hours_.night_of(start) == Night::doubled)
      doubled_.push_back(start);
  }

  void report() {
    if (!missing_.empty()) warn_of_missing();
    if (!doubled_.empty()) warn_of_doubled();
  }

  void warn_of_missing() {
    const WallTime hour = missing_.front();
    const WallTime later = series_.zone.wall_time(series_.zone.place(hour).instant);
    problems_.warn(
        position_,
        fmt::format("{:02}:{:02} does not exist in {} on {}: there is no occurrence then, and none "
                    "is counted",
                    hour.hour(), hour.minute(), series_.zone.name(), join(missing_)),
        fmt::format("for another hour on that day, add {}; the series is served as one that ends "
                    "before, and one that goes on after",
                    series_.show_extra(later)));
  }

  void warn_of_doubled() {
    const WallTime hour = doubled_.front();
    problems_.warn(position_,
                   fmt::format("{:02}:{:02} is twice in {} on {}: the first is taken", hour.hour(),
                               hour.minute(), series_.zone.name(), join(doubled_)),
                   "it is served as an event of its own, so that all programs show it alike");
  }

  std::vector<SeriesPart> order() {
    const auto first = parts_.begin();
    if (whole_) {
      const auto whole = first + static_cast<std::ptrdiff_t>(*whole_);
      std::rotate(first, whole, whole + 1);
    }
    const auto by_day = [](const SeriesPart& a, const SeriesPart& b) { return a.day < b.day; };
    std::stable_sort(whole_ ? first + 1 : first, parts_.end(), by_day);
    return std::move(parts_);
  }

  const ListedSeries& series_;
  const std::vector<WallTime>& starts_;
  const OccurrenceHours& hours_;
  Position position_;
  ProblemSink& problems_;
  std::vector<SeriesPart> parts_;
  std::optional<std::size_t> whole_;  ///< the place of the part that stands for the whole
  std::vector<WallTime> missing_;
  std::vector<WallTime> doubled_;
};

}  // namespace

Event make_part(const Event& event, const SeriesPart& part) {
  Event one = event;
  one.span = part.span;
  one.recurrence = part.recurrence;
  if (part.change) one = apply_change(one, *part.change);
  one.end_is_assumed = has_assumed_end(event, one.span);
  return one;
}

std::vector<SeriesPart> part_series(const ListedSeries& series, const OccurrenceHours& hours,
                                    Position position, ProblemSink& problems) {
  return SeriesParter(series, hours, position, problems).part();
}

std::optional<TimeSpan> find_covered(const Recurrence& recurrence, const Zone& zone,
                                     const OccurrenceStarts& all,
                                     const std::function<Span(WallTime)>& span_of) {
  std::optional<TimeSpan> covered;
  const auto add = [&](const Span& span) {
    const TimeSpan time = covered_time(span, zone);
    if (!covered) covered = time;
    covered->start = std::min(covered->start, time.start);
    covered->end = std::max(covered->end, time.end);
  };
  const auto counts = [&](WallTime start) {
    return find_change(recurrence.changed, start) == nullptr && !holds(recurrence.excluded, start);
  };
  const auto& starts = all.starts;
  const auto first = std::find_if(starts.begin(), starts.end(), counts);
  const auto last = std::find_if(starts.rbegin(), starts.rend(), counts);
  if (first != starts.end()) add(span_of(*first));
  if (last != starts.rend()) add(span_of(*last));
  for (const ChangedOccurrence& change : recurrence.changed) add(change.span);
  if (covered && all.endless) covered->end = kNoEnd;
  return covered;
}

}  // namespace almanach
