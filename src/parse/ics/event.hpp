#pragma once

#include <optional>
#include <string>
#include <vector>

#include "model/event.hpp"
#include "parse/context.hpp"
#include "parse/ics/own_day.hpp"
#include "parse/ics/parts.hpp"

namespace almanach {

/// What a file's lines of one UID turned out to be.
struct IcsReading {
  std::optional<Event> event;   ///< empty: not to be served
  bool gone = false;            ///< no day is left of the event: it was deleted, which is no fault
  std::vector<IcsOwnDay> days;  ///< events of their own beside it, by their start
};

/// Reads an event, with its key in the file already chosen: `path` and `uid` are set. Without an
/// event and not gone: an error. Pure; any thread; the work is bounded.
IcsReading read_ics_event(const IcsEventParts& parts, const std::string& path,
                          const std::string& uid, const ParseContext& context,
                          ProblemSink& problems);

}  // namespace almanach
