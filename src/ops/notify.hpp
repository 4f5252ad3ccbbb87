#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "base/fd.hpp"

namespace almanach {

/// Tells systemd how the service fares: the protocol of sd_notify(3), datagrams of NAME=value lines
/// to a local socket. Without a service manager every call does nothing. Each call returns whether
/// a datagram was sent; a manager that cannot be told is no reason to stop serving, so nothing
/// throws. Any thread.
class ServiceNotifier {
 public:
  /// `address` is what NOTIFY_SOCKET holds: a path, or '@' and an abstract name; empty: nobody to
  /// tell. The socket to it is opened here, so that it can be told when no descriptor is left.
  explicit ServiceNotifier(std::string address);

  static ServiceNotifier from_environment();

  /// Start-up, or the reload that `reloading` announced, is over. `status` is for people
  /// (`systemctl status`).
  bool ready(std::string_view status) const;

  /// Start-up goes on and may take so much longer from now, whatever the unit allows it.
  bool starting(std::chrono::microseconds longer) const;

  /// The configuration is being read again; `ready` must follow.
  bool reloading() const;

  /// The end has begun.
  bool stopping() const;

  /// Still alive; due more often than `watchdog_timeout`.
  bool watchdog() const;

 private:
  bool send(std::string_view message) const;

  std::string address_;
  FileDescriptor socket_;
};

/// How long systemd waits for a `watchdog()` call before it restarts the service; call it about
/// twice as often. From the values of WATCHDOG_USEC and WATCHDOG_PID. Empty: no watchdog, or it
/// watches another process.
std::optional<std::chrono::microseconds> watchdog_timeout(
    const std::optional<std::string>& microseconds, const std::optional<std::string>& pid,
    int own_pid);

}  // namespace almanach
