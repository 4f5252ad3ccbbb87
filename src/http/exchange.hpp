#pragma once

#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"
#include "http/request_head.hpp"

namespace almanach {

/// What goes back to the client for one request.
struct Reply {
  std::string head;    ///< status line and headers, up to and with the empty line
  Body body;           ///< empty for HEAD and 304
  bool close = false;  ///< the connection ends after it
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

  /// `head` has been read by read_head(). `closing`: the server wants to end the connection anyway.
  Reply reply(const RequestHead& head, std::string body, const std::string& client,
              bool closing) const;

  /// The reply to a request that could not even be read.
  static Reply reply_to_fault(const HeadFault& fault);

 private:
  class Server;
  std::unique_ptr<Server> server_;
};

}  // namespace almanach
