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

/// The VEVENT as Event::kept_lines has it. What is not published (see there) and what is empty goes
/// without a word; of a property that may stand once, the first stays; a line whose value is none
/// of its kind is left out (a warning): some programs refuse the whole feed for it. All are
/// as make_safe_line() makes them. Pure; any thread.
std::string keep_event(const CalendarComponent& component, const LineEdits& edits,
                       const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
