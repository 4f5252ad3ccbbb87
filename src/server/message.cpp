#include "server/message.hpp"

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

Request::Request(const RequestHead& head, std::string_view content, std::string sender)
    : client(std::move(sender)) {
  method = head.method;
  target = head.target;
  version = head.version();
  const std::string_view shown = head.target.substr(0, head.target.find('#'));
  const std::size_t mark = shown.find('?');
  path = percent_decode(shown.substr(0, mark));
  if (path.empty()) path = target;
  if (mark != std::string_view::npos) query = shown.substr(mark + 1);
  for (const auto& [name, value] : head.headers) {
    // What is sent in several headers is joined here, while their order is known.
    const auto known = headers.find(std::string(name));
    if (known == headers.end()) {
      headers.emplace(name, value);
    } else {
      known->second.append(", ").append(value);
    }
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
