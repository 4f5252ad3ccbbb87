#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/recurrence.hpp"

namespace almanach {

/// What a phrase such as "2 weeks", "tous les premiers mardis du mois" or "lundi et jeudi" says of
/// a repetition.
struct RecurrencePhrase {
  std::optional<Frequency> unit;
  std::optional<int> interval;        ///< set only where a number is said
  std::vector<RuleWeekday> weekdays;  ///< in the order written
  std::vector<int> month_days;        ///< 1 to 31, -1 the last
  bool fortnight_idiom = false;       ///< "15 jours", "8 jours": read as weeks, as French means it
  std::string fault;                  ///< why it is not understood; empty: it is
};

/// Reads a phrase in French or English. Pure; any thread.
RecurrencePhrase read_recurrence_phrase(std::string_view text);

}  // namespace almanach
