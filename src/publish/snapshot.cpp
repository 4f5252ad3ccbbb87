#include "publish/snapshot.hpp"

#include <algorithm>

namespace almanach {

const PublishedFeed* Snapshot::find_feed(std::string_view id) const {
  const auto found = by_id.find(std::string(id));
  return found == by_id.end() ? nullptr : feeds[found->second].get();
}

const Retirement* Snapshot::find_retirement(std::string_view id) const {
  if (retirements.empty()) return nullptr;
  const auto found = retirements.find(std::string(id));
  return found == retirements.end() ? nullptr : &found->second;
}

const PublishedEvent* Snapshot::find_event(const PublishedFeed& feed, std::string_view slug) {
  return feed.events.find(slug).get();  // the feed holds it
}

std::string Snapshot::find_present_slug(const PublishedFeed& feed, std::string_view slug) {
  const auto found = feed.past->former_slugs.find(std::string(slug));
  return found == feed.past->former_slugs.end() ? std::string() : found->second;
}

bool is_all_denied(const Snapshot& snapshot) {
  const bool denied =
      std::any_of(snapshot.problems.begin(), snapshot.problems.end(), [](const auto& part) {
        return std::any_of(part->begin(), part->end(), [](const Problem& problem) {
          return problem.kind == ProblemKind::denied;
        });
      });
  return denied && std::all_of(snapshot.dialects.begin(), snapshot.dialects.end(),
                               [](const auto& dialect) { return dialect.files == 0; });
}

}  // namespace almanach
