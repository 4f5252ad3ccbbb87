#include "http/answers.hpp"

#include <fmt/format.h>

#include <utility>

#include "base/text.hpp"

namespace almanach {
namespace {

/// How long a cache in front may serve an old answer while it asks for a new one, and while we are
/// down. In seconds.
constexpr int kStaleWhileRevalidate = 3'600;
constexpr int kStaleIfError = 7 * 86'400;

}  // namespace

std::string cache_control(CachePolicy policy, std::chrono::seconds max_age) {
  switch (policy) {
    case CachePolicy::never:
      break;
    case CachePolicy::revalidate:
      return "no-cache";
    case CachePolicy::timed:
      return fmt::format("public, max-age={}, stale-while-revalidate={}, stale-if-error={}",
                         max_age.count(), kStaleWhileRevalidate, kStaleIfError);
    case CachePolicy::forever:
      return "public, max-age=31536000, immutable";
  }
  return "no-store";
}

Answer answer_text(int status, std::string text, std::string type) {
  Answer answer;
  answer.status = status;
  answer.headers = {{"Content-Type", std::move(type)},
                    {"Cache-Control", cache_control(CachePolicy::never)},
                    {"Access-Control-Allow-Origin", "*"}};
  answer.body.append(std::move(text));
  return answer;
}

Answer not_found() {
  return answer_text(404, "There is nothing at this address.\n");
}

Answer gone() {
  return answer_text(410, "The event that was at this address has been deleted.\n");
}

Answer moved_to(std::string path) {
  Answer answer = answer_text(308, "The page is at another address.\n");
  answer.add_header("Location", std::move(path));
  return answer;
}

std::string with_query(std::string path, const Request& request) {
  // What RFC 3986 section 3.4 has in a query, escapes among it.
  constexpr std::string_view kInQuery = "!$&'()*+,;=:@/?%";
  if (!request.query.empty()) path.append("?").append(percent_encode(request.query, kInQuery));
  return path;
}

Answer not_allowed(std::string_view allowed) {
  Answer answer = answer_text(405, "Calendars are read here, not written.\n");
  answer.add_header("Allow", std::string(allowed));
  return answer;
}

void add_vary(Answer& answer, std::string_view headers) {
  std::string all(answer.header("Vary"));
  if (!all.empty()) all += ", ";
  answer.set_header("Vary", all.append(headers));
}

}  // namespace almanach
