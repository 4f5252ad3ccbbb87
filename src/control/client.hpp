#pragma once

#include <stdexcept>
#include <string>
#include <utility>

#include "control/server.hpp"
#include "render/html/language.hpp"

namespace almanach {

/// No daemon answers; what() says why, and what to do.
class ControlUnreachable : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A command's side of the control socket. Each call is a connection of its own, and waits at most
/// two minutes: a large site is rebuilt in that time. Throws ControlUnreachable.
class ControlClient {
 public:
  /// `language`: of the lines that it is answered.
  explicit ControlClient(std::string socket, Language language = Language::english)
      : socket_(std::move(socket)), language_(language) {}

  ControlReply get(const std::string& path) const;
  ControlReply post(const std::string& path, const std::string& body = "") const;

  const std::string& socket() const { return socket_; }

 private:
  void require_daemon() const;

  std::string socket_;
  Language language_;
};

}  // namespace almanach
