#pragma once

#include <string_view>
#include <vector>

#include "parse/context.hpp"
#include "parse/event_hours.hpp"

namespace almanach {

/// A text of the file that a reader sees, and where it stands.
struct ReadableText {
  enum class Role {
    heading,  ///< title, a picture's alternative text: a day named there should be the event's
    prose     ///< may speak of other days
  };
  Role role = Role::prose;
  std::string_view text;
  Position position;  ///< of its first character
  /// Its line breaks are the file's: a place inside it has a line and column of the file.
  bool plain_lines = false;
};

/// Reports where what people read contradicts what the calendar will say: a weekday that is not the
/// date's, another year, another day in a heading, hours that the calendar does not have. Changes
/// nothing. Pure; any thread.
void remark_on_prose(const std::vector<ReadableText>& texts, const Event& event,
                     ProblemSink& problems);

/// Reports where the info fields, but for the entries that were looked at for hours, contradict
/// what the calendar will say: hours and deadlines that were left aside. Changes nothing. Pure; any
/// thread.
void remark_on_info(const std::vector<InfoEntry>& entries, const HoursEntries& looked_at,
                    const Event& event, ProblemSink& problems);

}  // namespace almanach
