#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "parse/ics/own_day.hpp"
#include "parse/recurrence/dates.hpp"
#include "parse/recurrence/set.hpp"

namespace almanach {

/// The days of an event of a calendar file that are events of their own: those that RDATE adds and,
/// where there is no rule, the event's own. What EXDATE and RECURRENCE-ID say of them counts for
/// them. One thread.
class SeriesDays {
 public:
  /// `zone`: whose clock tells the starts; borrowed. `first`: the event's own start.
  SeriesDays(const Zone& zone, WallTime first, bool has_rule)
      : zone_(zone), first_(first), has_rule_(has_rule) {}

  /// One of RDATE; the event's own day, and one that is there already, is left aside.
  void add(const IcsOwnDay& day);

  bool is_empty() const { return days_.empty(); }
  Day last() const;  ///< the last one of them, the event's own day among them

  /// What the rule names, at least to the day after last(): those are no days of their own.
  void set_named(OccurrenceStarts named);

  /// Whether `date`, a RECURRENCE-ID, names one of the days and no occurrence of the rule: then
  /// `change` tells it.
  bool take_change(const NamedDate& date, std::size_t change);

  /// Takes the days away that `date`, an EXDATE, names; their changes are put to `left_aside`.
  /// Returns whether it names no occurrence of the rule beside.
  bool except(const NamedDate& date, std::vector<std::size_t>& left_aside);

  /// Whether the event itself has no day left, where `except` are the other EXDATEs.
  bool is_emptied(const std::vector<NamedDate>& except) const;

  /// The change that tells the event's own day; empty: none.
  std::optional<std::size_t> told_by() const { return told_by_; }

  /// By their start.
  std::vector<IcsOwnDay> take() { return std::move(days_); }

 private:
  bool is_named_on(Day day) const { return has_rule_ && !named_.on(day).empty(); }

  const Zone& zone_;
  WallTime first_;
  bool has_rule_;
  std::vector<IcsOwnDay> days_;
  OccurrenceStarts named_;
  bool first_is_excepted_ = false;
  std::optional<std::size_t> told_by_;
};

}  // namespace almanach
