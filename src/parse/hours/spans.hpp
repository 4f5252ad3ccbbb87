#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "parse/hours/days.hpp"
#include "parse/hours/mentions.hpp"

namespace almanach {

/// The small word before a time.
enum class Lead {
  none,
  at,       ///< "à 14h"
  from,     ///< "dès 14h", "à partir de 14h"
  of,       ///< "de 14h"
  between,  ///< "entre 14h et 16h"
  until,    ///< "jusqu'à 18h": a closing
  before,   ///< "avant 18h", "au plus tard à 18h": neither opening nor closing
  length,   ///< "pendant 2h": no time of day
};

/// Clock times found in a text: "14h-17h30", or one alone.
struct HoursSpan {
  ClockTime opening;                 ///< of a time alone, whatever it turns out to be
  std::optional<ClockTime> closing;  ///< midnight is 24:00
  Lead lead = Lead::none;
  bool is_length = false;  ///< "2h de route"
  /// Why a careful reader would not take it for hours, for a message; empty: nothing is wrong with
  /// it.
  std::string_view flaw;
  std::size_t next = 0;  ///< index of the token after it
};

/// The flaw of hours from `opening` to `closing`, which may be of the next day; empty: they are in
/// order.
std::string_view find_order_flaw(ClockTime opening, ClockTime closing);

/// The span that begins at token `index`; empty when none does.
std::optional<HoursSpan> read_span(const TokenText& text, std::size_t index);

}  // namespace almanach
