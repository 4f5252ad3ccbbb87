#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/component_tree.hpp"
#include "parse/context.hpp"

namespace almanach {

/// What of an event's lines is published otherwise than it stands.
struct LineEdits {
  std::map<const PropertyLine*, std::string> lines;  ///< in place of its own; empty: left out
  std::vector<std::string> added;

  void leave_out(const PropertyLine* property) {
    if (property != nullptr) lines[property].clear();
  }
};

/// What is not published of a file: what the journal gives, what is between organizers and guests,
/// what programs note of alarms that somebody has seen. Any thread.
bool is_of_journal(const PropertyLine& property);

/// The VEVENT, which check_lines() has seen, as Event::kept_lines has it: without what
/// is_of_journal(), each line as make_safe_line() makes it. Pure; any thread.
std::string keep_event(const CalendarComponent& component, const LineEdits& edits,
                       const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
