#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "model/component_tree.hpp"
#include "model/zone.hpp"
#include "parse/context.hpp"
#include "parse/ics/own_zone.hpp"

namespace almanach {

/// The zone that a time of a calendar file is in.
struct IcsZone {
  std::string name;                    ///< the TZID that is published; empty: UTC
  Zone zone;                           ///< the system's, where `own` is null
  std::shared_ptr<const OwnZone> own;  ///< one that only the file knows

  Instant place(WallTime wall) const;
  WallTime wall_time(Instant instant) const;
  bool is_utc() const { return name.empty(); }
};

/// The zones of one calendar of a file. TZIDs mean, in this order: a zone of the system; that with
/// a path before it ("/mozilla.org/20050126_1/Europe/Paris"); what Windows calls it ("Romance
/// Standard Time"); the file's own VTIMEZONE. One thread.
class IcsZones {
 public:
  /// All is borrowed. What is wrong with a VTIMEZONE is reported when a time is found to be in it.
  IcsZones(const CalendarComponent& calendar, const ParseContext& context, ProblemSink& problems);

  /// The zone that `property` names, else the calendar's (X-WR-TIMEZONE), else the feed's, which is
  /// told once; empty (an error) where nobody knows it.
  std::optional<IcsZone> find(const PropertyLine& property);

  /// The zone of that name; empty where nobody knows it, or its VTIMEZONE describes none (an
  /// error).
  std::optional<IcsZone> look_up(std::string_view name);

  /// The zone that only the file knows under a name that was found before; null: it is none.
  std::shared_ptr<const OwnZone> find_own(std::string_view name) const;

 private:
  IcsZone find_floating(const PropertyLine& property);
  std::optional<IcsZone> find(std::string_view name);
  std::optional<IcsZone> read_own(const std::string& name);

  const ParseContext& context_;
  ProblemSink& problems_;
  std::map<std::string, const CalendarComponent*, std::less<>> described_;
  std::map<std::string, std::optional<IcsZone>, std::less<>> known_;
  const PropertyLine* own_name_ = nullptr;  ///< X-WR-TIMEZONE
  std::optional<IcsZone> floating_;         ///< of times without a zone, when one was found
};

}  // namespace almanach
