#pragma once

#include <optional>
#include <string_view>

namespace almanach {

/// What a word does in a phrase about a repetition.
enum class RepeatRole { filler, number, ordinal, unit, weekday, group, other, on, before };

struct RepeatTerm {
  std::string_view spelling;
  RepeatRole role;
  /// A number; an ordinal (-1 the last); a unit as Frequency; a weekday (ISO 8601); a group.
  int value = 0;
};

/// Of `RepeatRole::group`: several weekdays, or a unit and how many of it.
inline constexpr int kWorkdays = 0;
inline constexpr int kWeekend = 1;
inline constexpr int kFortnight = 2;
inline constexpr int kQuarter = 3;

/// The term that `folded` is: a word in small letters without accents (see fold()), or digits.
/// Empty for a word that says nothing of repetitions. Pure; any thread.
std::optional<RepeatTerm> find_repeat_term(std::string_view folded);

}  // namespace almanach
