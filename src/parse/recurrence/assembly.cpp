#include "parse/recurrence/assembly.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/occurrences.hpp"
#include "parse/recurrence/ruled.hpp"
#include "parse/recurrence/set.hpp"

namespace almanach {
namespace {

/// An instant that its zone's clock tells: not the second showing of an hour in autumn, which
/// DTSTART with a zone cannot say.
Instant tell_by_clock(Instant instant, const Zone& zone) {
  return zone.place(zone.wall_time(instant)).instant;
}

Span tell_by_clock(const Span& span, const Zone& zone) {
  const auto* time = std::get_if<TimeSpan>(&span);
  if (time == nullptr) return span;
  const Instant start = tell_by_clock(time->start, zone);
  const Instant end = tell_by_clock(time->end, zone);
  return TimeSpan{start, end > start ? end : start + (time->end - time->start)};
}

void sort_and_unite(std::vector<WallTime>& starts) {
  std::sort(starts.begin(), starts.end());
  starts.erase(std::unique(starts.begin(), starts.end()), starts.end());
}

/// Puts the parts together, each of which may refuse the whole.
class RecurrenceAssembly {
 public:
  RecurrenceAssembly(RecurrenceFacts facts, Event& event, ProblemSink& problems)
      : facts_(std::move(facts)), event_(event), problems_(problems) {}

  bool assemble() {
    event_.span = tell_by_clock(event_.span, event_.zone);
    if (!list_all()) return false;
    take_excluded();
    return take_changes() && finish();
  }

 private:
  RecurrenceFrame frame() const { return {event_.zone, event_.span, first_start(event_)}; }

  /// The starts that rule and extra dates name.
  bool list_all() {
    const WallTime start = first_start(event_);
    if (facts_.rule) {
      auto listed = settle_rule(facts_, last_named_day(), event_, problems_);
      if (!listed) return false;
      all_ = *std::move(listed);
    } else {
      all_.starts = {start};
    }
    for (const NamedDate& date : facts_.extra) {
      const WallTime extra = extra_start(date, start);
      if (!takes_place_at(extra)) recurrence_.extra.push_back(extra);
    }
    sort_and_unite(recurrence_.extra);
    // Without a rule all are equal: the first one leads.
    if (!facts_.rule && !recurrence_.extra.empty() && recurrence_.extra.front() < start) {
      all_.starts = {recurrence_.extra.front()};
      event_.span = move_span(event_.span, recurrence_.extra.front(), event_.zone);
      recurrence_.extra.front() = start;
      sort_and_unite(recurrence_.extra);
    }
    all_.starts.insert(all_.starts.end(), recurrence_.extra.begin(), recurrence_.extra.end());
    sort_and_unite(all_.starts);
    return true;
  }

  /// On the night that the clock is put forward, two of its readings are the same instant.
  bool takes_place_at(WallTime extra) const {
    const std::vector<WallTime> of_day = all_.on(Day(extra));
    return std::any_of(of_day.begin(), of_day.end(), [&](WallTime start) {
      return event_.zone.place(start).instant == event_.zone.place(extra).instant;
    });
  }

  /// Of an endless rule no more has to be known than what the file speaks of.
  Day last_named_day() const {
    Day last = Day(first_start(event_));
    for (const NamedDate& date : facts_.except) last = std::max(last, Day(date.date.wall) + 1);
    for (const NamedDate& date : facts_.extra) last = std::max(last, Day(date.date.wall) + 1);
    for (const NamedChange& change : facts_.changes)
      last = std::max(last, Day(change.which.date.wall) + 1);
    return last;
  }

  WallTime extra_start(const NamedDate& date, WallTime start) const {
    const WallTime local = local_time(date.date, event_.zone);
    if (frame().whole_days()) return WallTime(Day(local));
    if (date.is_day()) return WallTime(Day(local)) + (start - WallTime(Day(start)));
    // As the clock tells it: a time that it skips is the one after.
    return event_.zone.wall_time(event_.zone.place(local).instant);
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
      auto change = written.read(*start);
      if (!change) return false;
      change->span = tell_by_clock(change->span, event_.zone);
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

  bool finish() {
    if (all_.starts.size() == 1) {
      problems_.warn(facts_.position,
                     "the repetition has a single occurrence: it is served as one event",
                     "leave the repetition away, or correct its end");
      if (!recurrence_.changed.empty()) event_ = apply_change(event_, recurrence_.changed.front());
      return true;
    }
    recurrence_.rule = facts_.rule;
    const auto covered = find_covered();
    if (!covered) {
      problems_.error(facts_.position, "every occurrence is excepted",
                      fmt::format("write {} if the whole series is cancelled",
                                  problems_.show("statut: annulé")));
      return false;
    }
    recurrence_.covered = *covered;
    event_.recurrence = std::move(recurrence_);
    return true;
  }

  std::optional<TimeSpan> find_covered() const {
    std::optional<TimeSpan> covered;
    const auto add = [&](const Span& span) {
      const TimeSpan time = covered_time(span, event_.zone);
      if (!covered) covered = time;
      covered->start = std::min(covered->start, time.start);
      covered->end = std::max(covered->end, time.end);
    };
    const auto counts = [&](WallTime start) {
      const auto& excluded = recurrence_.excluded;
      const bool is_changed =
          std::any_of(recurrence_.changed.begin(), recurrence_.changed.end(),
                      [&](const ChangedOccurrence& one) { return one.original == start; });
      return !is_changed && !std::binary_search(excluded.begin(), excluded.end(), start);
    };
    const auto& starts = all_.starts;
    const auto first = std::find_if(starts.begin(), starts.end(), counts);
    const auto last = std::find_if(starts.rbegin(), starts.rend(), counts);
    if (first != starts.end()) add(move_span(event_.span, *first, event_.zone));
    if (last != starts.rend()) add(move_span(event_.span, *last, event_.zone));
    for (const ChangedOccurrence& change : recurrence_.changed) add(change.span);
    if (covered && all_.endless) covered->end = kNoEnd;
    return covered;
  }

  RecurrenceFacts facts_;
  Event& event_;
  ProblemSink& problems_;
  OccurrenceStarts all_;
  Recurrence recurrence_;
};

}  // namespace

bool assemble_recurrence(RecurrenceFacts facts, Event& event, ProblemSink& problems) {
  return RecurrenceAssembly(std::move(facts), event, problems).assemble();
}

}  // namespace almanach
