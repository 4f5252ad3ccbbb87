#pragma once

#include <optional>

#include "model/recurrence.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {

/// Reads a rule as RFC 5545 section 3.3.10 writes it: "FREQ=WEEKLY;BYDAY=TU", "RRULE:" before it or
/// not. Empty (an error, with the place in the text) for what the RFC or our limits forbid. Pure;
/// any thread.
std::optional<RecurrenceRule> read_rule_text(const YamlNode& node, const RecurrenceFrame& frame,
                                             ProblemSink& problems);

}  // namespace almanach
