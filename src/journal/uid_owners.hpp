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
  /// Gives the event's UID to it. The path of the event that has it already, in which case nothing
  /// changes.
  std::optional<std::string> claim(const RevisedEvent& event);

 private:
  std::unordered_map<std::string, std::string> paths_;
};

/// For an event whose UID one of another feed has: both are served, but a calendar of all feeds has
/// the first only.
Problem describe_shared_uid(const RevisedEvent& event, const std::string& owner);

}  // namespace almanach
