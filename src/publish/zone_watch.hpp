#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "model/zone_data.hpp"

namespace almanach {

/// Notices that the system's zone data has been upgraded.
///
/// It looks at the folder now and then: a folder that is replaced, bound or reached through a link
/// that is switched is seen as one whose files change. What differs is taken once it has been the
/// same for a while and no package is being unpacked into the folder (stamp_zone_folder()), so that
/// there is never half of each of two releases. One thread.
class ZoneWatch {
 public:
  using Time = std::chrono::steady_clock::time_point;

  /// How long a folder has to be as it is before it is read.
  static constexpr std::chrono::milliseconds kQuiet{2'000};

  /// Watches `folder`, out of which zone_data() was read. `interval`: between two looks.
  ZoneWatch(std::string folder, std::chrono::milliseconds interval);

  /// Other zone data than zone_data(), all of it read; null: there is none. Looks where a look is
  /// due. A folder without any zones is none, and logged once.
  std::shared_ptr<const ZoneData> look(Time now);

  /// Until the next look is due.
  std::chrono::milliseconds time_to_look(Time now) const;

 private:
  std::shared_ptr<const ZoneData> read();

  const std::string folder_;
  const std::chrono::milliseconds interval_;
  const std::chrono::milliseconds quiet_;
  std::string known_;    ///< the stamp of what was read last
  std::string pending_;  ///< that of the last look, where it is another
  Time since_;           ///< since when it is that one
  Time next_;            ///< when to look again
};

}  // namespace almanach
