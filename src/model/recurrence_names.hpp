#pragma once

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "model/recurrence.hpp"

namespace almanach {

/// What frequencies are called in JSON, in the order of Frequency.
inline constexpr std::array<std::string_view, 4> kFrequencyNames = {"daily", "weekly", "monthly",
                                                                    "yearly"};

constexpr std::string_view frequency_name(Frequency frequency) {
  return kFrequencyNames.at(static_cast<std::size_t>(frequency));
}

/// A list of numbers of a rule, and what it is called in JSON.
struct RuleNumbers {
  const char* name;
  std::vector<int> RecurrenceRule::* list;
};

/// All lists of numbers that a rule has.
inline constexpr std::array<RuleNumbers, 8> kRuleNumbers = {{
    {"months", &RecurrenceRule::months},
    {"week_numbers", &RecurrenceRule::week_numbers},
    {"year_days", &RecurrenceRule::year_days},
    {"month_days", &RecurrenceRule::month_days},
    {"hours", &RecurrenceRule::hours},
    {"minutes", &RecurrenceRule::minutes},
    {"seconds", &RecurrenceRule::seconds},
    {"set_positions", &RecurrenceRule::set_positions},
}};

}  // namespace almanach
