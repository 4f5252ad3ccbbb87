#pragma once

#include <absl/time/time.h>

#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// Where a wall-clock time falls on the line of instants.
struct Placement {
  enum class Kind {
    unique,   ///< the usual case
    skipped,  ///< the clock jumped over it (spring): no such wall time
    repeated  ///< the clock showed it twice (autumn)
  };
  Kind kind = Kind::unique;
  /// RFC 5545 section 3.3.5: a skipped time is read with the offset before the gap, a repeated one
  /// is its first occurrence.
  Instant instant;
  /// Of a repeated time, the second occurrence; otherwise equal to `instant`.
  Instant second;
};

/// What holds in a zone at one instant.
struct ZoneState {
  Offset offset;
  bool daylight = false;     ///< summer time, as the zone data says it
  std::string abbreviation;  ///< "CET", "CEST", "-03", "LMT"

  bool operator==(const ZoneState&) const = default;
};

/// A time zone of the system's zone data (IANA tz database), as it was when the zone was found. A
/// cheap value; any thread may use it.
/// Right for all instants from 1900 to 2100 and beyond: the rule at the end of the zone's file is
/// followed.
class Zone {
 public:
  /// UTC, named "UTC".
  Zone();

  /// The zone of that name ("Europe/Paris") in zone_data(); empty when there is none or its file is
  /// unreadable. A name that the database has given up ("US/Eastern") gives the zone under its
  /// present one, where no file is called so any more.
  ///
  /// A name has at most 60 letters, digits and signs and starts with a capital, as all of the
  /// database do: it stands in an iCalendar line without escapes or folds, and means the same on
  /// each machine ("localtime" does not).
  static std::optional<Zone> find(std::string_view name);

  /// The zone as zone_data() has it now; as it is where that has none of its name.
  Zone present() const;

  const std::string& name() const { return known_->name; }
  /// What tells the zone from others, and from itself before or after a change of its rules.
  std::string edition() const { return known_->rules.name(); }
  /// Whether both are of one edition.
  bool is_same_edition(const Zone& other) const { return known_->rules == other.known_->rules; }

  WallTime wall_time(Instant instant) const;
  Placement place(WallTime wall) const;
  ZoneState state(Instant instant) const;

  /// The first instant after `instant` at which offset, daylight flag or abbreviation change; empty
  /// when none follows. Zones with a yearly rule go on for some four centuries.
  std::optional<Instant> next_change(Instant instant) const;

  /// Of one name; the rules may differ.
  bool operator==(const Zone& other) const {
    return known_ == other.known_ || known_->name == other.known_->name;
  }

 private:
  /// A zone in one edition. One for all that are of it, for as long as the program runs: each event
  /// has a zone, and there are few.
  struct Known {
    std::string name;
    absl::TimeZone rules;
  };

  explicit Zone(const Known& known) : known_(&known) {}
  static const Known& know(std::string name, absl::TimeZone rules);

  const Known* known_;
};

}  // namespace almanach
