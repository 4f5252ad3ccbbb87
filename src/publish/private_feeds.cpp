#include "publish/private_feeds.hpp"

#include <utility>

#include "publish/snapshot.hpp"

namespace almanach {

PrivateFeeds::SharedSnapshot PrivateFeeds::opened_by(const OpenLink& link) const {
  if (link.is_to_status()) return nullptr;
  const auto found = opened_.find(link.feed());
  return found == opened_.end() ? nullptr : found->second;
}

std::shared_ptr<const Problems> PrivateFeeds::hint_at_problems(const std::string& where) const {
  Problems hints;
  for (const auto& part : problems_) {
    for (const Problem& problem : *part) {
      hints.push_back({problem.severity, "private feeds", 0, 0, "something is wrong there", where,
                       problem.kind});
    }
  }
  sort_problems(hints);
  return std::make_shared<const Problems>(std::move(hints));
}

const Snapshot& whole_of(const Snapshot& snapshot) {
  return snapshot.private_feeds ? *snapshot.private_feeds->whole() : snapshot;
}

}  // namespace almanach
