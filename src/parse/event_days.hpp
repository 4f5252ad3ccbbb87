#pragma once

#include <optional>

#include "model/event.hpp"
#include "parse/hours/mentions.hpp"

namespace almanach {

/// The days that an event touches; both included.
struct EventDays {
  Day first;
  Day last;
};

/// The days of `event` by the clock of its zone; the midnight that ends it is not of its days. Any
/// thread.
EventDays days_of(const Event& event);

/// The event's day that the mention names, whatever year (and, where it says none, month) the
/// mention says; empty when it names none of them. Looks at the first year of a longer event. Any
/// thread.
std::optional<Day> find_named_day(const DayMention& mention, const EventDays& days);

}  // namespace almanach
