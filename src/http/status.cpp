#include "http/status.hpp"

#include <vector>

#include "http/answers.hpp"
#include "render/problem_report.hpp"

namespace almanach {

Answer answer_status(const Snapshot& snapshot) {
  std::vector<FeedCount> feeds;
  for (const auto& feed : snapshot.feeds)
    feeds.push_back({feed->feed.id, feed->feed.name, feed->events.size(), feed->zone_release,
                     !feed->feed.is_public()});
  Problems problems;
  for (const auto& part : snapshot.problems)
    problems.insert(problems.end(), part->begin(), part->end());
  return answer_text(200, render_status(snapshot.revision, feeds, snapshot.dialects, problems),
                     "application/json");
}

}  // namespace almanach
