#include "http/status.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

#include "base/network.hpp"
#include "http/answers.hpp"
#include "render/problem_report.hpp"

namespace almanach {
namespace {

/// Whether a proxy says that it speaks for somebody else.
bool is_forwarded(const Request& request) {
  constexpr std::array<const char*, 6> kNames = {
      "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](const char* name) { return request.header(name).has_value(); });
}

}  // namespace

std::optional<Answer> refuse_status(const Request& request, const Config& config) {
  if (config.status == StatusAccess::off) return not_found();
  if (config.status == StatusAccess::local &&
      (is_forwarded(request) || !is_loopback_address(request.client))) {
    return answer_text(
        403, "The status is shown to this machine only (status: local in the configuration).\n");
  }
  return std::nullopt;
}

Answer answer_status(const Snapshot& snapshot) {
  std::vector<FeedCount> feeds;
  for (const auto& feed : snapshot.feeds)
    feeds.push_back({feed->feed.id, feed->feed.name, feed->events.size()});
  Problems problems;
  for (const auto& part : snapshot.problems)
    problems.insert(problems.end(), part->begin(), part->end());
  return answer_text(200, render_status(snapshot.revision, feeds, problems), "application/json");
}

}  // namespace almanach
