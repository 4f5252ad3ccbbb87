#pragma once

#include <sys/socket.h>

#include <string>
#include <string_view>

namespace almanach {

/// A peer's address in digits; empty for a local socket. Any thread.
std::string peer_address(const sockaddr_storage& address);

/// The name of the client that limits and turns are for, of a numeric address: an IPv4 address
/// itself, of an IPv6 address its network of 64 bits, which one customer has as a whole (RFC 6177).
/// Empty for a local socket; what is no address stays as it is. Any thread.
std::string client_group(std::string_view address);

/// Whether many clients may stand behind a group: a proxy on this machine that does not say whom it
/// speaks for (127.0.0.1, ::1, a local socket). It has no share of its own, but that of all. Any
/// thread.
bool is_shared_group(std::string_view group);

}  // namespace almanach
