#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "publish/body.hpp"

namespace almanach {

/// A request as the router sees it.
struct HttpRequest {
  std::string method;                                        ///< as sent, case included
  std::string path;                                          ///< percent-decoded; starts with '/'
  std::string query;                                         ///< as sent, without the '?'
  std::vector<std::pair<std::string, std::string>> headers;  ///< names as sent
  std::string body;
  std::string client;  ///< numeric address of the peer; empty for a local socket

  /// The values of all headers of that name (any case), joined by ", " (RFC 9110 section 5.3);
  /// empty when none.
  std::optional<std::string> header(std::string_view name) const;
};

/// An answer. Content-Length, Date, Connection are added on the way out.
struct Answer {
  int status = 200;
  std::vector<std::pair<std::string, std::string>> headers;
  Body body;  ///< for HEAD too: its size is told, its bytes are not sent
};

/// Whether two header names are the same: ASCII letters in any case.
bool same_name(std::string_view a, std::string_view b);

}  // namespace almanach
