#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/event.hpp"
#include "parse/ics/components.hpp"
#include "parse/ics/zones.hpp"

namespace almanach {

/// A VEVENT, with what holds around it. Borrowed.
struct IcsPart {
  const IcsComponent* component = nullptr;
  IcsZones* zones = nullptr;
  bool cancelled = false;  ///< its calendar cancels it (METHOD:CANCEL)

  std::int64_t sequence() const;
};

/// What a file has of one UID.
struct IcsEventParts {
  IcsPart main;
  std::vector<IcsPart> changes;  ///< those with a RECURRENCE-ID
};

/// Reads an event, with its key in the file already chosen: `path` and `uid` are set. Empty (an
/// error): not to be served. Pure; any thread; the work is bounded.
std::optional<Event> read_ics_event(const IcsEventParts& parts, std::string path, std::string uid,
                                    const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
