#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

namespace almanach {

/// One answered request, for the access log.
struct AccessEntry {
  std::string_view client;  ///< numeric address; empty: a local socket
  std::string_view method;
  std::string_view target;  ///< as sent
  std::string_view version;
  int status = 0;
  std::uint64_t bytes = 0;  ///< of the body
  std::string_view referrer;
  std::string_view agent;
  std::string_view route;
  std::chrono::microseconds taken{};
};

/// A line in the Combined Log Format that web servers write: quotes, backslashes and all octets
/// that are no visible ASCII are escaped, so that no request can forge a line or speak to a
/// terminal. Without line end.
std::string format_access_text(const AccessEntry& entry, std::chrono::sys_seconds now);

/// `entry` as a JSON object on one line of visible ASCII, without line end. What is not UTF-8
/// becomes U+FFFD.
std::string format_access_json(const AccessEntry& entry, std::chrono::sys_seconds now);

}  // namespace almanach
