#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace almanach {

/// What a proxy says of a connection before the first request (the PROXY protocol of HAProxy,
/// versions 1 and 2, as its proxy-protocol.txt has it).
struct ProxyHeader {
  enum class State {
    none,        ///< the text does not begin with such a header
    incomplete,  ///< more bytes are needed
    complete,
    malformed
  };
  State state = State::none;
  std::size_t size = 0;  ///< bytes of the header
  /// Numeric address of the client; "unknown" where the proxy does not say (UNKNOWN, and families
  /// other than TCP over IP), which is one client for all that is so; empty where the proxy speaks
  /// for itself (LOCAL), as it does to see whether somebody is there.
  std::string client;
};

/// Reads such a header off the start of `text`. Pure; any thread.
ProxyHeader read_proxy_header(std::string_view text);

}  // namespace almanach
