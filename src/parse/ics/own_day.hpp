#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

#include "parse/context.hpp"
#include "parse/ics/parts.hpp"

namespace almanach {

/// A day that RDATE adds to an event. No program but few reads such dates beside a start or a rule,
/// so each is an event of its own.
struct IcsOwnDay {
  WallTime start;                     ///< on the event's clock; midnight for whole days
  Instant instant;                    ///< of a time
  Position position;                  ///< of the RDATE
  std::optional<std::size_t> change;  ///< of IcsEventParts::changes: the one that tells this day
};

/// The VEVENT of such a day: the event's own lines, at another time and without repetition. It
/// lasts as long as the event does, by the clock. To be neither copied nor moved.
class OwnDayPart {
 public:
  /// Precondition: read_ics_time() has taken `main` without an error. `main` is borrowed for the
  /// life of this.
  OwnDayPart(const IcsPart& main, const IcsOwnDay& day, const ParseContext& context);
  OwnDayPart(const OwnDayPart&) = delete;
  OwnDayPart& operator=(const OwnDayPart&) = delete;

  const IcsPart& part() const { return part_; }

 private:
  void add(std::string line, Position position);

  std::deque<std::string> lines_;
  CalendarComponent component_;
  IcsPart part_;
};

}  // namespace almanach
