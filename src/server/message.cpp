#include "server/message.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {

std::string_view route_name(Route route) {
  switch (route) {
    case Route::event:
      return "event";
    case Route::feed:
      return "feed";
    case Route::page:
      return "page";
    case Route::dav:
      return "dav";
    case Route::status:
      return "status";
    case Route::other:
      break;
  }
  return "other";
}

namespace {

/// A target as RFC 9112 section 3.2 has it, parted.
struct Target {
  std::string_view authority;  ///< of the absolute form; empty otherwise
  std::string_view rest;       ///< path and query
};

/// Takes apart "http://example.org/path?query" (RFC 9112 section 3.2.2) and what has no authority.
Target part_target(std::string_view target) {
  constexpr std::string_view kMark = "://";
  const std::size_t colon = target.find(kMark);
  if (colon == std::string_view::npos) return {{}, target};
  const std::string_view scheme = target.substr(0, colon);
  if (!same_name(scheme, "http") && !same_name(scheme, "https")) return {{}, target};
  const std::string_view after = target.substr(colon + kMark.size());
  const std::size_t end = std::min(after.find_first_of("/?"), after.size());
  return {after.substr(0, end), after.substr(end)};
}

}  // namespace

Request::Request(const RequestHead& head, std::string_view content, std::string sender)
    : client(std::move(sender)) {
  method = head.method;
  target = head.target;
  version = head.version();
  const Target parted = part_target(head.target.substr(0, head.target.find('#')));
  const std::size_t mark = parted.rest.find('?');
  path = percent_decode(parted.rest.substr(0, mark));
  if (path.empty()) path = parted.authority.empty() ? target : "/";
  if (mark != std::string_view::npos) query = parted.rest.substr(mark + 1);
  for (const auto& [name, value] : head.headers) {
    // What is sent in several headers is joined here, while their order is known.
    const auto known = headers.find(std::string(name));
    if (known == headers.end()) {
      headers.emplace(name, value);
    } else {
      known->second.append(", ").append(value);
    }
  }
  if (!parted.authority.empty()) {
    headers.erase("Host");
    headers.emplace("Host", parted.authority);
  }
  body = content;
}

std::optional<std::string> Request::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::nullopt : std::optional(found->second);
}

void Answer::set_header(std::string_view name, std::string value) {
  headers.erase(std::string(name));
  headers.emplace(name, std::move(value));
}

std::string_view Answer::header(std::string_view name) const {
  const auto found = headers.find(std::string(name));
  return found == headers.end() ? std::string_view() : found->second;
}

}  // namespace almanach
