#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "publish/choices.hpp"
#include "publish/snapshot.hpp"
#include "render/calendar.hpp"

namespace almanach {

/// What calendars are made from when subscribers choose. Borrows from the snapshot it was made of.
struct CalendarSource {
  std::vector<const PublishedEvent*> events;  ///< all, whatever the budget
  std::vector<const GonePair*> gone_pairs;
  CalendarInfo info;
  std::string file_name;  ///< no other source of the site has it
  /// Another one where feeds have come into the source or left it that were served before: copies
  /// of it begin anew then.
  std::string generation;
  std::string language;
  Zone zone;
  Instant modified;
  Digest digest{};             ///< of the calendar without choices
  std::uint64_t revision = 0;  ///< differs with each change, also of what the budget leaves out
  bool single = false;         ///< one event's own calendar

  /// The last midnight in its zone: what is cut by time is cut there.
  Instant midnight(Instant now) const { return zone.place(WallTime(day(now))).instant; }
  Day day(Instant now) const { return Day(zone.wall_time(now)); }
};

CalendarSource source_of(const PublishedFeed& feed, const Config& config);
/// All feeds together.
CalendarSource source_of(const Snapshot& snapshot, const Config& config);
/// Those feeds together that are chosen, with what they say of their end; all where none is. See
/// narrow_to_known_feeds().
CalendarSource source_of(const Snapshot& snapshot, const Choices& choices, const Config& config);
CalendarSource source_of(const PublishedEvent& event, const Config& config);

}  // namespace almanach
