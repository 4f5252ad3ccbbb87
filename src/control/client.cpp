#include "control/client.hpp"

#include <fmt/format.h>
#include <httplib.h>
#include <sys/socket.h>

#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "control/address.hpp"

namespace almanach {
namespace {

constexpr std::chrono::seconds kPatience{120};

httplib::Client connect_to(const std::string& socket, Language language) {
  httplib::Client client(socket);
  client.set_address_family(AF_UNIX);
  client.set_default_headers({{"Accept-Language", std::string(language_tag(language))}});
  client.set_read_timeout(kPatience);
  return client;
}

ControlReply take(httplib::Result result, const std::string& socket) {
  if (result) return {result->status, std::move(result->body)};
  throw ControlUnreachable(fmt::format("the daemon at {} gives no answer: {}", socket,
                                       httplib::to_string(result.error())));
}

}  // namespace

ControlReply ControlClient::get(const std::string& path) const {
  require_daemon();
  return take(connect_to(socket_, language_).Get(path), socket_);
}

ControlReply ControlClient::post(const std::string& path, const std::string& body) const {
  require_daemon();
  return take(connect_to(socket_, language_).Post(path, body, "text/plain"), socket_);
}

/// The library does not tell why it cannot connect.
void ControlClient::require_daemon() const {
  const int refusal = probe_local_socket(socket_);
  if (refusal == 0) return;
  if (refusal == EACCES || refusal == EPERM) {
    throw ControlUnreachable(
        fmt::format("{}: {}: ask as root, or as the account that the daemon runs under", socket_,
                    std::generic_category().message(refusal)));
  }
  throw ControlUnreachable(fmt::format(
      "no daemon answers at {} ({}): another is named by --control, --state or --config", socket_,
      std::generic_category().message(refusal)));
}

}  // namespace almanach
