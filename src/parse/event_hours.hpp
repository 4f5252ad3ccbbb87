#pragma once

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

#include "parse/context.hpp"
#include "parse/event_days.hpp"
#include "parse/info_fields.hpp"
#include "parse/schedule.hpp"

namespace almanach {

/// The entries of `champs_informations` that hours were looked for in.
struct HoursEntries {
  std::optional<std::size_t> used;  ///< the index of the one they were taken from
  std::vector<std::size_t> told;    ///< those whose hours were left aside with a warning
};

/// What a file says of the hours of its event.
struct EventHours {
  std::optional<HoursField> hours;
  /// An end without a beginning: its time is in `opening`.
  std::optional<HoursField> closing_alone;
  std::optional<Zone> zone;              ///< named beside them; empty: none, or the event's own
  std::optional<Offset> opening_offset;  ///< written beside them
  std::optional<Offset> closing_offset;
  /// The text names days from the event's own on: "du 3 au 5 juin, de 10h à 19h".
  std::optional<Day> last_day;
  std::optional<std::chrono::seconds> length;  ///< "2h" alone
  Position length_position;
  /// The hours left aside are those of one weekday of each week: "les mardis de 14h à 16h30".
  std::optional<Position> weekly;
  HoursEntries entries;
  bool is_faulty = false;  ///< an error was reported: the hours are in a zone that is not known
};

/// What the hours stand beside.
struct HoursFrame {
  EventDays days;    ///< of the event's dates
  const Zone& zone;  ///< the event's own
  bool has_end;      ///< a last day is given
};

/// The hours of the event: out of the entry titled Horaires (then Heure, Date, Quand), else of
/// `horaires`, else of `heure_debut` and `heure_fin`. Hours that a careful reader would not take
/// for the event's are reported and passed over, and so is a value of these keys that names no
/// hour. Pure; any thread.
EventHours find_hours(const YamlNode& front_matter, const std::vector<InfoEntry>& entries,
                      const HoursFrame& frame, const ParseContext& context, ProblemSink& problems);

}  // namespace almanach
