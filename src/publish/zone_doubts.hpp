#pragma once

#include <map>
#include <string>

#include "base/problem.hpp"
#include "model/event.hpp"

namespace almanach {

/// Finds the zones of which this system and ICU say different things for events to come. Many
/// programs carry tables of zones of their own that are upgraded seldom, ICU's among them: where it
/// differs from the system, some subscribers see another hour, whatever is published. One thread.
class ZoneDoubts {
 public:
  explicit ZoneDoubts(Instant now) : now_(now) {}

  /// Looks at the next occurrences of `event`. `file`: what to name in the remark.
  void add(const Event& event, const std::string& file);

  /// A remark for each zone, at the event that comes first in it.
  Problems remarks() const;

 private:
  struct Doubt {
    Instant at;
    std::string file;
    Offset here;
    Offset there;
    Zone zone;
  };

  const Instant now_;
  std::map<std::string, Doubt> doubts_;  ///< by zone
};

}  // namespace almanach
