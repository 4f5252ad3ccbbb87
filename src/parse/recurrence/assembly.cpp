#include "parse/recurrence/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "model/occurrences.hpp"
#include "parse/recurrence/ruled.hpp"

namespace almanach {
namespace {

void sort_and_unite(std::vector<WallTime>& starts) {
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

/// How far ahead of its start a series is served with the ends that changes of the clock give its
/// nights: each of them is a component more.
constexpr std::chrono::hours kFarAhead{24 * 365 * 20};

/// Puts the parts together, each of which may refuse the whole.
class RecurrenceAssembly {
 public:
  RecurrenceAssembly(RecurrenceFacts facts, Event& event, ProblemSink& problems)
      : facts_(std::move(facts)),
        event_(event),
        problems_(problems),
        start_(facts_.skipped_start.value_or(first_start(event))),
        hours_(event.zone, event.span, start_, facts_.by_length),
        first_span_(event.span) {}

  std::optional<std::vector<SeriesPart>> assemble() {
    if (!list_all()) return std::nullopt;
    take_excluded();
    if (!take_changes()) return std::nullopt;
    std::vector<SeriesPart> parts = serve_parts();
    if (parts.empty()) {
      problems_.error(facts_.position, "every occurrence is excepted",
                      fmt::format("write {} if the whole series is cancelled",
                                  problems_.show("statut: annulé")));
      return std::nullopt;
    }
    if (all_.starts.size() == 1) {
      problems_.warn(facts_.position,
                     "the repetition has a single occurrence: it is served as one event",
                     "leave the repetition away, or correct its end");
    }
    return parts;
  }

 private:
  RecurrenceFrame frame() const { return {event_.zone, event_.span, first_start(event_)}; }

  /// The starts that rule and extra dates name.
  bool list_all() {
    if (facts_.rule) {
      find_odd();
      auto listed = settle_rule(facts_, start_, last_named_day(), hours_, event_, problems_);
      if (!listed) return false;
      ruled_ = *std::move(listed);
      if (ruled_.starts.front() != start_) first_span_ = event_.span;
      lead_by_usual();
    } else {
      ruled_.starts = {start_};
    }
    for (const NamedDate& date : facts_.extra) add_extra(date);
    all_ = ruled_;
    for (const auto& [start, span] : extra_) all_.starts.push_back(start);
    sort_and_unite(all_.starts);
    return true;
  }

  /// The times of day at which the rule names starts, in seconds.
  std::vector<int> times_of_day() const {
    const auto or_own = [](const std::vector<int>& named, int own) {
      return named.empty() ? std::vector<int>{own} : named;
    };
    std::vector<int> times;
    for (const int hour : or_own(facts_.rule->hours, start_.hour())) {
      for (const int minute : or_own(facts_.rule->minutes, start_.minute())) {
        for (const int second : or_own(facts_.rule->seconds, start_.second()))
          times.push_back(hour * 3'600 + minute * 60 + second);
      }
    }
    return times;
  }

  void find_odd() {
    Instant last = event_.zone.place(start_).instant + kFarAhead;
    if (facts_.rule->until) last = std::min(last, *facts_.rule->until + std::chrono::hours(24));
    odd_ = hours_.odd_starts(times_of_day(), start_, last);
    facts_.work.spend(1 + odd_.size());
  }

  /// What is as long as the first occurrence must not be as long as a night that the clock is
  /// changed in.
  void lead_by_usual() {
    const auto& starts = ruled_.starts;
    const auto usual = std::find_if(starts.begin(), starts.end(), [&](WallTime start) {
      return !std::binary_search(odd_.begin(), odd_.end(), start);
    });
    if (!odd_.empty() && usual != starts.end()) event_.span = hours_.span_at(*usual);
  }

  void add_extra(const NamedDate& date) {
    const WallTime local = local_time(date.date, event_.zone);
    const Zone& zone = event_.zone;
    if (frame().whole_days()) {
      const WallTime day(Day{local});
      if (!takes_place_at(day)) extra_.emplace(day, hours_.span_at(day));
      return;
    }
    const WallTime named =
        date.is_day() ? WallTime(Day(local)) + (start_ - WallTime(Day(start_))) : local;
    // As the clock tells it: a time that it skips is the one after.
    const WallTime start = zone.wall_time(zone.place(named).instant);
    if (takes_place_at(start)) return;
    TimeSpan span = std::get<TimeSpan>(hours_.span_at(named));
    // An offset says which of two is meant.
    if (date.date.offset && !date.is_day()) span.start = place_date(date.date, zone);
    if (span.end <= span.start) span.end = span.start + hours_.length();
    extra_.emplace(start, span);
  }

  /// On the night that the clock is put forward, two of its readings are the same instant.
  bool takes_place_at(WallTime extra) const {
    const std::vector<WallTime> of_day = ruled_.on(Day(extra));
    return std::any_of(of_day.begin(), of_day.end(), [&](WallTime start) {
      return event_.zone.place(start).instant == event_.zone.place(extra).instant;
    });
  }

  /// Of an endless rule no more has to be known than what the file speaks of, and the nights that
  /// are served otherwise.
  Day last_named_day() const {
    Day last = Day(start_);
    if (!odd_.empty()) last = Day(odd_.back()) + 1;
    for (const NamedDate& date : facts_.except) last = std::max(last, Day(date.date.wall) + 1);
    for (const NamedDate& date : facts_.extra) last = std::max(last, Day(date.date.wall) + 1);
    for (const NamedChange& change : facts_.changes)
      last = std::max(last, Day(change.which.date.wall) + 1);
    return last;
  }

  void take_excluded() {
    for (const NamedDate& date : facts_.except) {
      const std::vector<WallTime> of_day = all_.on(Day(local_time(date.date, event_.zone)));
      if (date.is_day() && !of_day.empty()) {
        recurrence_.excluded.insert(recurrence_.excluded.end(), of_day.begin(), of_day.end());
      } else if (const auto start = find_start(all_, date, event_.zone)) {
        recurrence_.excluded.push_back(*start);
      } else {
        remark_on_stranger(date);
      }
    }
    sort_and_unite(recurrence_.excluded);
  }

  void remark_on_stranger(const NamedDate& date) {
    const RecurrenceFrame shown = frame();
    const WallTime local = local_time(date.date, event_.zone);
    const std::vector<WallTime> of_day = all_.on(Day(local));
    if (of_day.size() > 1 && date.is_day()) {
      problems_.warn(date.position,
                     fmt::format("{} has several occurrences: it is left aside", date.text),
                     fmt::format("write the time of day too: {}", format_start(of_day[0], shown)));
      return;
    }
    const std::string near = all_.neighbours(local, shown);
    problems_.warn(date.position,
                   fmt::format("{} is no occurrence of the event: it is left aside", date.text),
                   "the nearest: " + near);
  }

  bool take_changes() {
    for (const NamedChange& written : facts_.changes) {
      const auto start = find_start(all_, written.which, event_.zone);
      if (!start) {
        remark_on_stranger(written.which);
        continue;
      }
      if (std::binary_search(recurrence_.excluded.begin(), recurrence_.excluded.end(), *start)) {
        problems_.warn(written.which.position,
                       fmt::format("{} is excepted: the change is left aside", written.which.text),
                       "take it out of the excepted dates if it takes place");
        continue;
      }
      auto change = written.read(*start, span_of(*start));
      if (!change) return false;
      add_change(*std::move(change), written.which);
    }
    return true;
  }

  void add_change(ChangedOccurrence change, const NamedDate& which) {
    auto& changed = recurrence_.changed;
    const auto place = std::lower_bound(
        changed.begin(), changed.end(), change.original,
        [](const ChangedOccurrence& one, WallTime start) { return one.original < start; });
    if (place == changed.end() || place->original != change.original) {
      changed.insert(place, std::move(change));
      return;
    }
    problems_.warn(which.position,
                   fmt::format("{} is changed twice: the last one counts", which.text),
                   "keep one of them");
    *place = std::move(change);
  }

  /// An occurrence to which nothing has happened.
  Span span_of(WallTime start) const {
    const auto extra = extra_.find(start);
    if (extra != extra_.end()) return extra->second;
    return start == ruled_.starts.front() ? first_span_ : hours_.span_at(start);
  }

  const ChangedOccurrence* find_change(WallTime start) const {
    const auto found =
        std::find_if(recurrence_.changed.begin(), recurrence_.changed.end(),
                     [&](const ChangedOccurrence& one) { return one.original == start; });
    return found == recurrence_.changed.end() ? nullptr : &*found;
  }

  /// All that takes place once is an event of its own.
  std::vector<SeriesPart> serve_parts() {
    std::vector<SeriesPart> parts;
    if (facts_.rule) {
      const ListedSeries series{
          event_.zone,
          *facts_.rule,
          ruled_,
          odd_,
          recurrence_.excluded,
          recurrence_.changed,
          first_span_,
          start_,
          [this](WallTime start) { return facts_.show(facts_.extra_name, start); }};
      parts = part_series(series, hours_, facts_.position, problems_);
    } else {
      add_single(start_, parts);
    }
    for (const auto& [start, span] : extra_) add_single(start, parts);
    return parts;
  }

  void add_single(WallTime start, std::vector<SeriesPart>& parts) const {
    const auto& excluded = recurrence_.excluded;
    if (std::binary_search(excluded.begin(), excluded.end(), start)) return;
    SeriesPart part{Day(start), span_of(start), {}, std::nullopt};
    if (const ChangedOccurrence* change = find_change(start)) part.change = *change;
    parts.push_back(std::move(part));
  }

  RecurrenceFacts facts_;
  Event& event_;
  ProblemSink& problems_;
  WallTime start_;  ///< as the file has it: the clock may skip it
  OccurrenceHours hours_;
  Span first_span_;         ///< of the first occurrence
  OccurrenceStarts ruled_;  ///< by the rule; without one the file's own
  std::map<WallTime, Span> extra_;
  OccurrenceStarts all_;       ///< both
  std::vector<WallTime> odd_;  ///< see OccurrenceHours::odd_starts()
  Recurrence recurrence_;      ///< what is excluded and changed
};

}  // namespace

std::optional<std::vector<SeriesPart>> assemble_recurrence(RecurrenceFacts facts, Event& event,
                                                           ProblemSink& problems) {
  return RecurrenceAssembly(std::move(facts), event, problems).assemble();
}

}  // namespace almanach
