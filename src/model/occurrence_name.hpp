#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/work_budget.hpp"
#include "model/occurrences.hpp"

namespace almanach {

/// What addresses call an occurrence: the day on which it would begin unchanged, by the event's
/// clock ("2026-12-15"); where that is at another time of day than the series has, with the time
/// ("2026-12-15T1800"). A name stays an occurrence's own whatever is changed of it. Any thread.
std::string name_occurrence(const Event& event, WallTime original);

/// A name as name_occurrence() writes it, or with a colon in its time; as name_occurrence() would
/// write it. Empty: the text is no such name. Any thread.
std::optional<std::string> read_occurrence_name(std::string_view text);

/// The occurrence of that name; where there is none, the first one that takes place on that day. An
/// occurrence that has been changed points into `event`. Empty: there is no such, or `name` is
/// none. `work` as in OccurrenceWalk. Any thread.
std::optional<Occurrence> find_occurrence(const Event& event, std::string_view name,
                                          WorkBudget* work = nullptr);

/// One occurrence as an event of its own, which does not repeat. Any thread.
Event make_single(const Event& event, const Occurrence& occurrence);

}  // namespace almanach
