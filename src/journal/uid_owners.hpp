#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "base/problem.hpp"
#include "model/feed.hpp"

namespace almanach {

/// Which event has which UID. A second one with the same would hide the first in most programs. One
/// thread.
class UidOwners {
 public:
  /// Gives the event's UID to it and returns nothing; or returns the path of the event that has the
  /// UID already.
  std::optional<std::string> claim(const RevisedEvent& event);

 private:
  std::unordered_map<std::string, std::string> paths_;
};

/// What to tell of an event whose UID the event at `owner`, in another feed, has: both are served,
/// but a calendar of all feeds holds the first only.
Problem describe_shared_uid(const RevisedEvent& event, const std::string& owner);

}  // namespace almanach
