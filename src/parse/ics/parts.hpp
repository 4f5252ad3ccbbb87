#pragma once

#include <cstdint>
#include <vector>

#include "model/component_tree.hpp"
#include "parse/ics/zones.hpp"

namespace almanach {

/// The highest SEQUENCE that counts: what programs keep in 32 bits (RFC 5545 section 3.3.8), with
/// room for a million changes of ours.
inline constexpr std::int64_t kHighestSequence = 2'147'483'647 - 1'000'000;

/// A VEVENT's SEQUENCE as it is written, the highest number there is for what is higher; 0 where
/// there is none. Any thread.
std::int64_t written_sequence(const CalendarComponent& component);

/// A VEVENT, with what holds around it. Borrowed.
struct IcsPart {
  const CalendarComponent* component = nullptr;
  IcsZones* zones = nullptr;
  bool cancelled = false;  ///< its calendar cancels it (METHOD:CANCEL)

  /// Its SEQUENCE, at least 0 and at most kHighestSequence; 0 where there is none.
  std::int64_t sequence() const;
};

/// What a file has of one UID.
struct IcsEventParts {
  IcsPart main;
  std::vector<IcsPart> changes;  ///< those with a RECURRENCE-ID
};

}  // namespace almanach
