#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.hpp"
#include "config/config.hpp"
#include "model/event.hpp"

namespace almanach {

/// An event of a calendar that another program has published.
struct OldEvent {
  std::string uid;            ///< as that calendar has it; no other has it
  std::int64_t sequence = 0;  ///< the highest that it has under this UID
  Event event;                ///< a series with its changed occurrences
};

/// A calendar that another program has published.
struct OldCalendar {
  std::vector<OldEvent> events;  ///< in the order of the calendar
  /// Those that it holds and that cannot be read, are not public, or have a UID or a SEQUENCE that
  /// cannot be taken over, by UID; sorted.
  std::vector<std::string> unread;
  std::size_t without_uid = 0;  ///< events that have none: nobody could know them again
  bool is_calendar = false;     ///< some calendar was found
  Problems problems;            ///< what is odd, sorted; their file is `name`
};

/// Reads it as a calendar file of the content is read (parse/calendar_file.hpp). Days that such a
/// file gives events of their own are left out: the old calendar has no UID for them. Times without
/// a zone are by `config.timezone`. `name` is what problems call it. Never throws for its content.
/// Pure; any thread.
OldCalendar read_old_calendar(const std::string& name, std::string_view bytes,
                              const Config& config);

}  // namespace almanach
