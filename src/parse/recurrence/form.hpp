#pragma once

#include <optional>

#include "model/recurrence.hpp"
#include "parse/context.hpp"
#include "parse/recurrence/frame.hpp"

namespace almanach {

/// What `recurrence` says in words.
struct RecurrenceForm {
  RecurrenceRule rule;
  const YamlNode* except = nullptr;  ///< its days left out, if any; owned by the front matter
};

/// Reads `recurrence: {every: week, on: tuesday, until: 2026-12-31}` and "chaque mardi"; or a rule
/// in the words of RFC 5545 there. Empty (an error) where a careful reader would not know what is
/// meant: "every month on Tuesday". Pure; any thread.
std::optional<RecurrenceForm> read_recurrence_form(const YamlNode& node,
                                                   const RecurrenceFrame& frame,
                                                   ProblemSink& problems);

}  // namespace almanach
