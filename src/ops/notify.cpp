#include "ops/notify.hpp"

#include <fmt/format.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <utility>

#include "ops/environment.hpp"

namespace almanach {

namespace {

/// STATUS is one line: a line end in it would begin another variable.
std::string one_line(std::string_view text) {
  std::string line(text);
  std::replace_if(line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
  return line;
}

/// The clock that systemd compares RELOADING=1 with; it wants the kernel's, not the standard
/// library's idea.
long long monotonic_microseconds() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<long long>(now.tv_sec) * 1'000'000 + now.tv_nsec / 1000;
}

}  // namespace

ServiceNotifier::ServiceNotifier(std::string address) : address_(std::move(address)) {
  if (!address_.empty()) socket_ = FileDescriptor(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

ServiceNotifier ServiceNotifier::from_environment() {
  return ServiceNotifier(read_environment("NOTIFY_SOCKET").value_or(""));
}

bool ServiceNotifier::ready(std::string_view status) const {
  return send(fmt::format("READY=1\nSTATUS={}\n", one_line(status)));
}

bool ServiceNotifier::starting(std::chrono::microseconds longer) const {
  return send(fmt::format("EXTEND_TIMEOUT_USEC={}\n", longer.count()));
}

bool ServiceNotifier::reloading() const {
  return send(fmt::format("RELOADING=1\nMONOTONIC_USEC={}\n", monotonic_microseconds()));
}

bool ServiceNotifier::stopping() const {
  return send("STOPPING=1\n");
}

bool ServiceNotifier::watchdog() const {
  return send("WATCHDOG=1\n");
}

bool ServiceNotifier::send(std::string_view message) const {
  sockaddr_un target{};
  target.sun_family = AF_UNIX;
  const bool is_abstract = address_.starts_with('@');
  // A path takes its closing NUL along; an abstract name begins with one and has no end but its
  // length.
  const std::size_t length = address_.size() + (is_abstract ? 0 : 1);
  if (!socket_ || length > sizeof target.sun_path) return false;
  std::memcpy(target.sun_path, address_.data(), address_.size());
  if (is_abstract) target.sun_path[0] = '\0';

  const auto target_size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length);
  return ::sendto(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL,
                  reinterpret_cast<const sockaddr*>(&target),
                  target_size) == static_cast<ssize_t>(message.size());
}

std::optional<std::chrono::microseconds> watchdog_timeout(
    const std::optional<std::string>& microseconds, const std::optional<std::string>& pid,
    int own_pid) {
  if (!microseconds || (pid && !names_process(pid, own_pid))) return std::nullopt;
  const auto count = read_count(*microseconds);
  if (!count || *count == 0) return std::nullopt;
  return std::chrono::microseconds(*count);
}

}  // namespace almanach
