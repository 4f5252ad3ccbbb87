#pragma once

#include <optional>
#include <string_view>

#include "dialect/date_style.hpp"

namespace almanach {

/// What a value of front matter shows about how its folder writes dates.
struct DateEvidence {
  bool is_date = false;          ///< it looks like a day of one year, or a span of days
  bool has_time = false;         ///< with a time of day, be it midnight
  bool zulu = false;             ///< the time ends in "Z" or "UTC"
  bool offset = false;           ///< the time has an offset of digits: "+02:00", "-0500"
  bool ambiguous_order = false;  ///< "02/03/2022": nothing in the value says which is the day
  std::optional<DateStyle::Order> order;  ///< only where a number over 12 or dots prove it

  bool operator==(const DateEvidence&) const = default;
};

/// Looks at a value without reading it: what looks like a date may still be refused by the parser
/// (30 February). Only the first bytes of a long text are looked at, and most texts end at their
/// first: a text without a digit costs one pass over those. Pure; any thread.
DateEvidence date_evidence(std::string_view text);

}  // namespace almanach
