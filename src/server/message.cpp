#include "server/message.hpp"

#include <algorithm>

namespace almanach {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

}  // namespace

bool same_name(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return lower(x) == lower(y); });
}

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

std::optional<std::string> HttpRequest::header(std::string_view name) const {
  std::optional<std::string> joined;
  for (const auto& [known, value] : headers) {
    if (!same_name(known, name)) continue;
    joined = joined ? *joined + ", " + value : value;
  }
  return joined;
}

}  // namespace almanach
