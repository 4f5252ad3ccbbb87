#include "http/router.hpp"

#include <string_view>

#include "http/answers.hpp"
#include "http/status.hpp"

namespace almanach {
namespace {

constexpr const char* kAllowed = "GET, HEAD, OPTIONS";
constexpr std::string_view kCalendarEnding = ".ics";

/// What a page on another site may do (the CORS part of Fetch).
Answer answer_options() {
  Answer answer;
  answer.status = 204;
  answer.headers = {{"Allow", kAllowed},
                    {"Access-Control-Allow-Origin", "*"},
                    {"Access-Control-Allow-Methods", "GET, HEAD"},
                    {"Access-Control-Allow-Headers", "If-None-Match, If-Modified-Since"},
                    {"Access-Control-Max-Age", "86400"}};
  return answer;
}

}  // namespace

Answer Router::answer(const HttpRequest& request) const {
  if (request.method == "OPTIONS") return answer_options();
  if (request.method != "GET" && request.method != "HEAD") return not_allowed(kAllowed);
  return answer_get(request);
}

Answer Router::answer_get(const HttpRequest& request) const {
  const std::shared_ptr<const Snapshot> snapshot = snapshots_.get();
  const std::string_view path = request.path;
  if (path == "/healthz") return answer_text(200, "ok\n");
  // Google Calendar obeys it; every fetcher is welcome.
  if (path == "/robots.txt") return answer_text(200, "User-agent: *\nAllow: /\n");
  if (path == "/status.json") {
    if (auto refusal = refuse_status(request, *config_)) return *refusal;
    return answer_status(*snapshot);
  }
  if (path.ends_with(kCalendarEnding)) {
    return calendars_.answer(request, *snapshot,
                             path.substr(0, path.size() - kCalendarEnding.size()));
  }
  return pages_.answer(request, *snapshot);
}

}  // namespace almanach
