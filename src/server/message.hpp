#pragma once

#include <httplib.h>

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

#include "publish/body.hpp"
#include "server/header_name.hpp"
#include "server/request_head.hpp"

namespace almanach {

/// A request as handlers see it. It owns all its text and moves from thread to thread as a whole;
/// its head has been parsed once, by read_head().
///
/// cpp-httplib's are the members `method` (as sent, case included), `target` (as sent), `path`,
/// `version` ("HTTP/1.1" or "HTTP/1.0"), `headers` (a name once, found in any case; names and
/// values as sent: a percent sign starts no escape) and `body`, with its functions on them. Its
/// other members stay as they are made: `params`, `ranges`, `files`, the addresses and all that is
/// for clients. Ours are the members below. cpp-httplib itself never sees a socket here, and reads
/// no request.
///
/// `path` is percent-decoded, without query and fragment; of an absolute target, without scheme and
/// authority, which stands in `headers` for Host then (RFC 9112 section 3.2.2). It starts with '/'
/// unless the client sent something else (an authority, "*", nothing before the '?'); it is never
/// empty.
struct Request : httplib::Request {
  Request() = default;

  /// Copies `head` and `content`, the body; `sender` is the client. See header() for `headers`.
  Request(const RequestHead& head, std::string_view content, std::string sender);

  /// The values of all headers of that name (any case), joined by ", " (RFC 9110 section 5.3);
  /// empty when there is none.
  std::optional<std::string> header(std::string_view name) const;

  std::string query;   ///< as sent, without the '?' and the fragment
  std::string client;  ///< numeric address of the client; empty for a local socket
  /// Becomes true, on any thread, when the client has gone; null: nothing tells.
  std::shared_ptr<const std::atomic<bool>> abandoned;
  /// It has waited for news as long as it may (see NothingNew): it is to be answered without any.
  bool has_waited = false;
};

/// Which part of the program answered, for counts and the access log.
enum class Route { other, event, feed, page, dav, status };

/// "event", as metrics and the access log spell it.
std::string_view route_name(Route route);

/// An answer as handlers make it. `headers` is cpp-httplib's container, whose order differs between
/// its versions: make_reply() sorts by name and adds Accept-Ranges, Connection and Content-Length.
struct Answer {
  /// Adds a header beside those that have the same name.
  void add_header(std::string name, std::string value) {
    headers.emplace(std::move(name), std::move(value));
  }
  /// Makes `value` the only one of that name (any case).
  void set_header(std::string_view name, std::string value);
  /// The first value of that name (any case), until `headers` changes; empty when there is none.
  std::string_view header(std::string_view name) const;

  int status = 200;
  Route route = Route::other;
  /// Depends on nothing but the snapshot, the method, the target, and how the client accepts and
  /// knows it (Accept-Encoding, If-None-Match): as long as the snapshot is served, the next one who
  /// asks the same may be given the same.
  bool repeatable = false;
  /// The body is the snapshot's own, which has it in memory whoever is sent it.
  bool is_in_snapshot = false;
  /// What the access log shows in place of the target, which has a secret in it; empty: the target.
  std::string logged_target;
  httplib::Headers headers;
  Body body;  ///< for HEAD too: its size is sent, its bytes are not

  /// The id of the feed whose calendar this is, "all" for all of them; null: it is none.
  Segment fetched;
};

/// Says that an answer may take longer to make than others can wait for.
struct NeedsWorker {};

/// Says that there is nothing to answer before something else is served: the request is asked again
/// then, or, where that takes long, with Request::has_waited. Only for one that has not.
struct NothingNew {};

/// What can be said while others wait: the answer, that a worker has to make it, or that the client
/// has to wait for it.
using QuickAnswer = std::variant<Answer, NeedsWorker, NothingNew>;

}  // namespace almanach
