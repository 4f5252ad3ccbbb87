#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "server/message.hpp"
#include "server/request_head.hpp"

namespace almanach {

/// What goes back to the client for one request. The connection adds the Date header and the empty
/// line, which are not the same for everybody who may be given it.
struct Reply {
  int status = 0;
  Route route = Route::other;
  bool repeatable = false;  ///< see Answer
  bool close = false;       ///< the connection ends after it
  Segment fetched;          ///< see Answer
  Segment head;             ///< status line and headers, each with its line end
  Body body;                ///< empty for HEAD and 304

  /// Sent as it is, with what the connection adds.
  std::size_t size() const { return head->size() + body.size(); }
};

/// What is known of a request besides its text.
struct RequestTerms {
  std::string client;    ///< see HttpRequest
  bool hurried = false;  ///< see HttpRequest
  bool closing = false;  ///< the server wants to end the connection after the answer
};

/// Turns requests that have been read from a socket into replies, by way of cpp-httplib, which
/// parses them and writes the heads. It never sees a socket: it is given a request's head in memory
/// and asked for its answer's. Any thread; calls run side by side.
class Exchange {
 public:
  using Handler = std::function<Answer(const HttpRequest&)>;

  /// `handler` is called on the thread that calls reply(). An exception it throws becomes a 500.
  explicit Exchange(Handler handler);
  ~Exchange();
  Exchange(const Exchange&) = delete;
  Exchange& operator=(const Exchange&) = delete;

  /// `head` has been read by read_head(). Empty: a hurried request was put off.
  std::optional<Reply> reply(const RequestHead& head, std::string body,
                             const RequestTerms& terms) const;

  /// The reply to a request that could not even be read, or for which there is no room.
  static Reply reply_to_fault(const HeadFault& fault);

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

/// The Date header (RFC 9110 section 6.6.1) and the empty line that end a head; made anew each
/// second. Any thread.
Segment end_of_head();

}  // namespace almanach
