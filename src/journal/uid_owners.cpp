#include "journal/uid_owners.hpp"

#include <fmt/format.h>

#include "model/event_addresses.hpp"

namespace almanach {

std::optional<std::string> UidOwners::claim(const RevisedEvent& event) {
  const auto [owner, first] = paths_.emplace(event.uid, event.event->path);
  return first ? std::nullopt : std::optional(owner->second);
}

Problem describe_shared_uid(const RevisedEvent& event, const std::string& owner) {
  return {Severity::warning,
          file_of(event.event->path),
          0,
          0,
          fmt::format(
              "duplicate uid \"{}\": {} in another folder has it too, /all.ics holds that one only",
              event.uid, owner),
          "give each event a uid of its own, or none"};
}

}  // namespace almanach
