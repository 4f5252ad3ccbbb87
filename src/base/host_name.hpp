#pragma once

#include <string_view>

namespace almanach {

/// The host of "host", "host:port" or "[2001:db8::1]:port" (RFC 3986 section 3.2), brackets
/// included, empty where the last is missing; a view into `authority`. Any thread.
std::string_view host_of_authority(std::string_view authority);

/// The host of an absolute address, "https://host:port/path"; empty where there is none. A view
/// into `address`. Any thread.
std::string_view host_of_address(std::string_view address);

/// Whether two hosts are the same, whatever their case, and whether or not a name ends with the
/// full stop of the root. Any thread.
bool is_same_host(std::string_view a, std::string_view b);

/// Whether a host, as host_of_authority() gives it, is this machine for whoever asks, whatever name
/// servers say: "localhost" and what ends with ".localhost" (RFC 6761 section 6.3), 127.0.0.0/8,
/// [::1]. Any thread.
bool is_loopback_host(std::string_view host);

}  // namespace almanach
