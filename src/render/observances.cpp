#include "render/observances.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <span>

#include "render/yearly_tail.hpp"

namespace almanach {
namespace {

const Day plain_start(1970, 1, 1);

Observance start_observance(const ZoneChange& change) {
  return {change.to.daylight,
          change.to.abbreviation,
          change.from,
          change.to.offset,
          change.wall,
          {},
          {}};
}

/// What a zone's clock went through and will go through.
struct ZoneHistory {
  const std::vector<ZoneChange>& changes;
  std::optional<YearlyTail> tail;
};

bool same_kind(const Observance& one, const Observance& other) {
  return one.daylight == other.daylight && one.name == other.name && one.from == other.from &&
         one.to == other.to;
}

WallTime find_onset(const YearlyRule& rule, const WallTime& anchor, absl::civil_year_t year) {
  const absl::civil_diff_t time_of_day = anchor - WallTime(Day(anchor));
  return WallTime(find_day(rule, static_cast<int>(year))) + time_of_day;
}

Observance start_rule(const ZoneHistory& history, std::size_t which) {
  Observance observance = start_observance(history.changes[history.tail->start + which]);
  observance.rule = history.tail->rules.at(which);
  return observance;
}

/// The observance in effect at `first` in a zone whose first change is still to come.
Observance start_unchanged(const Zone& zone, Instant first) {
  const ZoneState state = zone.state(first);
  const absl::civil_year_t year = std::min(zone.wall_time(first).year(), plain_start.year());
  return {state.daylight, state.abbreviation, state.offset, state.offset, WallTime(year), {}, {}};
}

/// The second rule as it stands before the first rule's first change, where it explains the state
/// at `first` if it is anchored a year earlier.
std::optional<Observance> extend_back(const ZoneHistory& history, Instant first) {
  const std::size_t start = history.tail->start;
  Observance extended = start_rule(history, 1);
  if (start == 0 || first < history.changes[start - 1].at) return std::nullopt;
  if (history.changes[start - 1].to != history.changes[start + 1].to) return std::nullopt;
  extended.start = find_onset(*extended.rule, extended.start, extended.start.year() - 1);
  // A reader of wall-clock times takes the hour that a clock set back shows twice as before the
  // change.
  const WallTime unambiguous =
      extended.start + (std::max(extended.from, extended.to) - extended.from).count();
  const WallTime first_by_to = Zone().wall_time(first + extended.to);
  if (first_by_to < unambiguous) return std::nullopt;
  return extended;
}

/// The two rules, where they explain the whole range.
std::optional<std::vector<Observance>> find_rule_pair(const Zone& zone, const ZoneHistory& history,
                                                      Instant first, Instant last) {
  if (!history.tail) return std::nullopt;
  const ZoneChange& anchor = history.changes[history.tail->start];
  if (first >= anchor.at) return std::vector{start_rule(history, 0), start_rule(history, 1)};
  const bool reached = last >= anchor.at || zone.wall_time(first).year() >= anchor.wall.year();
  if (!reached) return std::nullopt;
  const std::optional<Observance> extended = extend_back(history, first);
  if (!extended) return std::nullopt;
  return std::vector{*extended, start_rule(history, 0)};
}

void add_change(std::vector<Observance>& observances, const ZoneChange& change) {
  Observance observance = start_observance(change);
  const auto kin =
      std::find_if(observances.begin(), observances.end(),
                   [&](const Observance& other) { return same_kind(other, observance); });
  if (kin == observances.end()) {
    observances.push_back(std::move(observance));
  } else {
    kin->more_changes.push_back(change.wall);
  }
}

/// Whether the changes of `earlier` are what `later`'s rule gives for the years just before its
/// anchor.
bool leads_up_to(const Observance& earlier, const Observance& later) {
  if (!same_kind(earlier, later)) return false;
  std::vector<WallTime> changes = earlier.more_changes;
  changes.insert(changes.begin(), earlier.start);
  absl::civil_year_t year = later.start.year() - static_cast<absl::civil_year_t>(changes.size());
  return std::all_of(changes.begin(), changes.end(), [&](const WallTime& change) {
    return change == find_onset(*later.rule, later.start, year++);
  });
}

void add_rule(std::vector<Observance>& observances, Observance rule) {
  const auto kin = std::find_if(observances.begin(), observances.end(),
                                [&](const Observance& other) { return leads_up_to(other, rule); });
  if (kin == observances.end()) {
    observances.push_back(std::move(rule));
  } else {
    rule.start = kin->start;
    *kin = std::move(rule);
  }
}

Instant onset_of(const Observance& observance) {
  return Instant(std::chrono::seconds(observance.start - WallTime(plain_start))) - observance.from;
}

/// Whether its first onset comes before the clock shows what it shows at `first`.
bool begins_before(const Observance& observance, const Zone& zone, Instant first) {
  return onset_of(observance) <= first && observance.start < zone.wall_time(first);
}

/// Has a rule begin so many years earlier that it begins before `first`, where the zone's state is
/// the rule's at each onset that comes in between, or `in_effect` comes after it. Returns whether
/// it is the rule then that tells the state at `first`.
bool reach_back(Observance& rule, const Zone& zone, Instant in_effect, Instant first) {
  Observance earlier = rule;
  while (!begins_before(earlier, zone, first)) {
    earlier.start = find_onset(*rule.rule, earlier.start, earlier.start.year() - 1);
    const Instant onset = onset_of(earlier);
    const ZoneState state = zone.state(onset);
    const bool told = state == ZoneState{rule.to, rule.daylight, rule.name};
    if (onset >= in_effect && !told) return false;
  }
  rule = std::move(earlier);
  return onset_of(rule) >= in_effect;
}

/// Gives listed changes one that came before those of the range. `known`: the changes up to the one
/// in effect at the start of the range, whose onset is `in_effect`. Where none was of the kind, one
/// is made up.
void precede(Observance& listed, std::span<const ZoneChange> known, const WallTime& in_effect) {
  const auto kin = std::find_if(known.rbegin(), known.rend(), [&](const ZoneChange& change) {
    return same_kind(start_observance(change), listed);
  });
  const bool usable = kin != known.rend() && kin->wall >= WallTime(plain_start);
  listed.more_changes.insert(listed.more_changes.begin(), listed.start);
  listed.start = usable ? kin->wall : WallTime(in_effect.year() - 1);
}

/// Has each observance begin before `first`, but for rules that would tell something else then than
/// the zone's state. The first of `observances` is in effect at `first`.
void begin_before(std::vector<Observance>& observances, const Zone& zone,
                  std::span<const ZoneChange> known, Instant first) {
  const Observance in_effect = observances.front();
  bool replaced = false;
  for (Observance& observance : observances) {
    if (begins_before(observance, zone, first)) continue;
    if (!observance.rule) {
      precede(observance, known, in_effect.start);
    } else if (reach_back(observance, zone, onset_of(in_effect), first)) {
      replaced = true;
    }
  }
  if (replaced && !in_effect.rule && in_effect.more_changes.empty())
    observances.erase(observances.begin());
  std::stable_sort(observances.begin(), observances.end(),
                   [](const Observance& a, const Observance& b) { return a.start < b.start; });
}

/// Moves the onset of an observance that begins before 1970 and is in effect at `first` to 1970.
void shorten_past(Observance& observance, Instant first) {
  const WallTime first_by_to = Zone().wall_time(first + observance.to);
  const WallTime start(plain_start);
  const bool alone = !observance.rule && observance.more_changes.empty();
  if (!alone || observance.start >= start || first_by_to < start) return;
  observance.start = start;
  observance.from = observance.to;
}

/// The changes that a range needs, one by one, but for those that `with_rules` tell from their
/// first year on.
std::vector<Observance> list_changes(const Zone& zone, const ZoneHistory& history, Instant first,
                                     Instant last, bool with_rules) {
  const auto by_instant = [](Instant instant, const ZoneChange& change) {
    return instant < change.at;
  };
  const auto begin = history.changes.begin();
  auto change = std::upper_bound(begin, history.changes.end(), first, by_instant);
  auto end = std::upper_bound(change, history.changes.end(), last, by_instant);
  const auto tail = history.tail ? begin + static_cast<std::ptrdiff_t>(history.tail->start)
                                 : history.changes.end();
  with_rules = with_rules && end - tail >= 2;
  if (with_rules) end = tail;

  std::vector<Observance> observances;
  if (change == begin) {
    observances.push_back(start_unchanged(zone, first));
  } else {
    --change;
  }
  const std::span<const ZoneChange> known(begin, change);
  for (; change != end; ++change) add_change(observances, *change);
  if (with_rules) {
    add_rule(observances, start_rule(history, 0));
    add_rule(observances, start_rule(history, 1));
  }
  shorten_past(observances.front(), first);
  begin_before(observances, zone, known, first);
  return observances;
}

}  // namespace

std::vector<Observance> find_observances(const Zone& zone, Instant first, Instant last) {
  const ZoneHistory history{zone_changes(zone), yearly_tail(zone)};
  const auto all_begin_before = [&](const std::vector<Observance>& observances) {
    return std::all_of(observances.begin(), observances.end(), [&](const Observance& observance) {
      return begins_before(observance, zone, first);
    });
  };
  std::vector<Observance> observances;
  if (auto pair = find_rule_pair(zone, history, first, last)) {
    observances = *std::move(pair);
    begin_before(observances, zone, {}, first);
  } else {
    observances = list_changes(zone, history, first, last, true);
  }
  if (!all_begin_before(observances)) observances = list_changes(zone, history, first, last, false);
  return observances;
}

Instant settled_since(const Zone& zone) {
  constexpr std::chrono::hours kDay{24};
  const std::vector<ZoneChange>& changes = zone_changes(zone);
  Instant since = Instant(kDay);  // see shorten_past()
  if (const auto tail = yearly_tail(zone)) {
    since = std::max(since, changes[tail->start + 1].at + kDay);
  } else if (!changes.empty()) {
    since = std::max(since, changes.back().at + kDay);
  }
  return since;
}

}  // namespace almanach
