#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
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
  std::string client;  ///< numeric address of the client; empty for a local socket
  /// Other connections wait for the answer: what takes longer than a millisecond is put off (see
  /// Answer::put_off()), and is asked for again where nobody waits.
  bool hurried = false;

  /// The values of all headers of that name (any case), joined by ", " (RFC 9110 section 5.3);
  /// empty when none.
  std::optional<std::string> header(std::string_view name) const;
};

/// Which part of the program answered, for counts and the access log.
enum class Route { other, event, feed, page, dav, status };

/// "event", as metrics and the access log spell it.
std::string_view route_name(Route route);

/// An answer. Content-Length, Date, Connection are added on the way out.
struct Answer {
  int status = 200;
  Route route = Route::other;
  /// Depends on nothing but the snapshot, the method, the target, and how the client accepts and
  /// knows it (Accept-Encoding, If-None-Match): as long as the snapshot is served, the next one who
  /// asks the same may be given the same.
  bool repeatable = false;
  std::vector<std::pair<std::string, std::string>> headers;
  Body body;  ///< for HEAD too: its size is told, its bytes are not sent

  /// The id of the feed whose calendar this is, "all" for all of them; null: it is none.
  Segment fetched;

  /// For a hurried request that needs more time.
  static Answer put_off() {
    Answer answer;
    answer.status = 0;
    return answer;
  }
  bool is_put_off() const { return status == 0; }
};

/// What a handler says where the answer takes longer than a millisecond.
struct NeedsWorker {};
using QuickAnswer = std::variant<Answer, NeedsWorker>;

/// Whether two header names are the same: ASCII letters in any case.
bool same_name(std::string_view a, std::string_view b);

}  // namespace almanach
