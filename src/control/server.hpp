#pragma once

#include <sys/types.h>

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "render/html/language.hpp"

namespace httplib {
class Server;
}

namespace almanach {

/// What a command sends.
struct ControlRequest {
  std::string body;
  Language language = Language::english;  ///< to answer a person in: Accept-Language
};

/// What a command is answered: an HTTP status and text, or JSON where the command says so.
struct ControlReply {
  int status = 200;
  std::string body;
};

/// The control socket of a running daemon: HTTP over a local socket that its own account and root
/// alone may use (mode 0600), for the commands that ask or change something there. Requests
/// have 17 MB at most and seconds to arrive, and are answered on threads of their own: whoever
/// serves clients never waits for one.
class ControlServer {
 public:
  /// Answers one request. On a thread of the socket's, several at once. What it throws becomes a
  /// 500, and is logged.
  using Handler = std::function<ControlReply(const ControlRequest& request)>;

  /// `path`: of the socket; empty: there is to be none.
  explicit ControlServer(std::string path);
  /// Stops, and takes the socket away.
  ~ControlServer();
  ControlServer(const ControlServer&) = delete;
  ControlServer& operator=(const ControlServer&) = delete;

  /// What answers GET, or POST, of `path`. Before start().
  void on_get(const std::string& path, Handler handler);
  void on_post(const std::string& path, Handler handler);

  /// Makes the socket, in place of one that nobody listens at any more, and begins to answer.
  /// Returns why it cannot, in one line; empty: it does. Once, after block_signals().
  std::string start();

 private:
  std::string clear_place() const;

  std::string path_;
  std::unique_ptr<httplib::Server> server_;
  std::jthread answering_;
  ino_t inode_ = 0;  ///< of the socket; 0: none was made
};

}  // namespace almanach
