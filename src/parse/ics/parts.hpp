#pragma once

#include <cstdint>
#include <vector>

#include "model/component_tree.hpp"
#include "parse/ics/zones.hpp"

namespace almanach {

/// A VEVENT, with what holds around it. Borrowed.
struct IcsPart {
  const CalendarComponent* component = nullptr;
  IcsZones* zones = nullptr;
  bool cancelled = false;  ///< its calendar cancels it (METHOD:CANCEL)

  /// Its SEQUENCE, at least 0 and at most two thousand million: what programs keep in 32 bits, with
  /// room for changes of ours. 0 where there is none.
  std::int64_t sequence() const;
};

/// What a file has of one UID.
struct IcsEventParts {
  IcsPart main;
  std::vector<IcsPart> changes;  ///< those with a RECURRENCE-ID
};

}  // namespace almanach
