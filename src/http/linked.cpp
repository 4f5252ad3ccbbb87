#include "http/linked.hpp"

#include <utility>

#include "http/administrators.hpp"
#include "http/answers.hpp"
#include "model/address_table.hpp"

namespace almanach {
namespace {

std::string private_cache_control(std::string_view control) {
  if (control.empty() || control == cache_control(CachePolicy::never)) return "private, no-store";
  if (control == cache_control(CachePolicy::forever)) return "private, max-age=31536000, immutable";
  return "private, no-cache";
}

}  // namespace

LinkedRequest::LinkedRequest(const Request& outer, const LinkPath& path, const Config& site)
    : request(outer), config(site) {
  request.path = path.rest;
  request.target = path.rest;
  config.base_url += link_prefix(path.secret);
}

std::string logged_link(std::string_view name) {
  std::string shown = "/s/";
  for (const char c : name) shown += c == ' ' ? std::string("%20") : std::string(1, c);
  return shown;
}

bool is_own_subscription(const LinkPath& path, std::string_view feed) {
  return !feed.empty() && path.rest == '/' + std::string(feed) + ".ics";
}

Answer revoked() {
  return answer_text(410, "This subscription has been revoked.\n");
}

Answer seal(Answer answer, std::string shown) {
  keep_from_pages(answer);
  answer.set_header("Cache-Control", private_cache_control(answer.header("Cache-Control")));
  answer.set_header("Referrer-Policy", "no-referrer");
  answer.set_header("X-Robots-Tag", "noindex");
  answer.repeatable = false;
  // The calendar of all feeds is that of the link here, and no fetch of the public one.
  if (answer.fetched && *answer.fetched == "all") answer.fetched = nullptr;
  answer.logged_target = std::move(shown);
  return answer;
}

}  // namespace almanach
