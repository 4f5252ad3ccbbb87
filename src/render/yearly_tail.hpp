#pragma once

#include <array>
#include <cstddef>
#include <optional>

#include "model/zone.hpp"
#include "model/zone_changes.hpp"
#include "render/yearly_rule.hpp"

namespace almanach {

/// The end of a zone's changes where two yearly rules take turns without exception.
struct YearlyTail {
  std::size_t start = 0;            ///< the first change that follows its rule, as do all after it
  std::array<YearlyRule, 2> rules;  ///< the rule of changes[start], then that of changes[start + 1]
};

/// The end of the changes of `zone` (see zone_changes()); empty when it does not change its clock
/// twice each year up to 2100, or by rules that one RRULE cannot say (Africa/Cairo's: on the day
/// after a month's last Thursday, which may be the next month's). Found when it is first asked for,
/// and kept for each edition of the zone. Any thread.
std::optional<YearlyTail> yearly_tail(const Zone& zone);

}  // namespace almanach
