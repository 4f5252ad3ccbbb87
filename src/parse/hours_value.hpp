#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dialect/date_style.hpp"
#include "model/civil.hpp"
#include "model/zone.hpp"
#include "parse/hours/hours.hpp"

namespace almanach {

/// What kind of text hours stand in.
enum class HoursPlace {
  text,     ///< a text for people that may say other things: numbers alone are no hours
  key,      ///< a value that a key calls hours: "14-16", "870"
  opening,  ///< a value that a key calls a beginning; "18:00-05:00" is one with its offset
  closing,  ///< a value that a key calls an end
};

/// The hours of one value.
struct HoursValue {
  std::optional<ClockTime> opening;  ///< empty: it names no hour, or is refused
  std::optional<ClockTime> closing;  ///< at or before `opening`: of the next day
  std::vector<DayMention> days;      ///< named beside them
  std::optional<Zone> zone;          ///< by whose clock they are; empty: the event's
  std::string zone_word;             ///< as it is written, where `zone` is there
  std::optional<Offset> offset;      ///< or with which offset; both where `offset` is of `zone`
  std::optional<std::chrono::seconds> length;  ///< "2h", "2 heures": how long, not when
  std::string remark;                          ///< what a person should know of how it is read
  std::string refusal;                         ///< why it is not taken though it names hours
  std::string hint;                            ///< what to write instead; empty: nothing particular
  /// The refusal is about what a zone is meant: nobody knows when the event is.
  bool is_zone_unknown = false;
};

/// Reads hours with zone words and offsets beside them, for an event in `own` on `day`. "9h (heure
/// de Paris) / 11h (heure de La Réunion)" is one time told twice where both are the same instant on
/// that day. Numbers as YAML 1.1 tools write a time (870 or 52200 for 14:30) are read in keys, with
/// a remark. Pure; any thread.
HoursValue read_hours_value(std::string_view text, HoursPlace place, const Zone& own, Day day,
                            const DateStyle& style = {});

}  // namespace almanach
