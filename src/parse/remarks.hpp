#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "parse/context.hpp"
#include "parse/info_fields.hpp"

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
  bool plain_lines =
      false;  ///< its line breaks are the file's, so that places inside it can be told
};

/// Reports where what people read contradicts what the calendar will say: a weekday that is not the
/// date's, another year, another day in a heading, hours that the calendar does not have. Changes
/// nothing. Pure; any thread.
void remark_on_prose(const std::vector<ReadableText>& texts, const Event& event,
                     ProblemSink& problems);

/// The same for the entries of the info fields but `used_entry`: hours and deadlines that were left
/// aside.
void remark_on_info(const std::vector<InfoEntry>& entries, std::optional<std::size_t> used_entry,
                    const Event& event, ProblemSink& problems);

}  // namespace almanach
