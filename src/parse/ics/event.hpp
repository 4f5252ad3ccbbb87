#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/ics/parts.hpp"

namespace almanach {

/// An event of its own beside the one that has the UID.
struct IcsDayEvent {
  WallTime start;              ///< on the clock of the event's zone
  std::optional<Event> event;  ///< without path and UID; empty: at fault (an error)
};

/// What a file's lines of one UID turned out to be.
struct IcsReading {
  std::optional<Event> event;     ///< empty: not to be served
  bool gone = false;              ///< no day is left of the event: it was deleted, no fault
  std::vector<IcsDayEvent> days;  ///< by their start
  bool incomplete = false;        ///< there may be more days, which a fault hides (an error)
};

/// Reads an event, with its key in the file already chosen: `path` and `uid` are set. Without an
/// event and not gone: an error. Lines that stand in several events may be reported for each. Pure;
/// any thread; the work is bounded.
IcsReading read_ics_event(const IcsEventParts& parts, const std::string& path,
                          const std::string& uid, const ParseContext& context,
                          ProblemSink& problems);

}  // namespace almanach
