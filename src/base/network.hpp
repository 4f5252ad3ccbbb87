#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// A numeric IP address of either family, IPv4 as IPv6 sees it (RFC 4291 section 2.5.5.2), so that
/// both can be compared.
using NetworkAddress = std::array<std::uint8_t, 16>;

/// "192.0.2.1", "2001:db8::1" or "::ffff:192.0.2.1"; empty for anything else.
std::optional<NetworkAddress> read_network_address(std::string_view text);

/// The address in digits: "192.0.2.1", "2001:db8::1".
std::string write_network_address(const NetworkAddress& address);

/// Addresses that begin with the same bits.
class Network {
 public:
  /// "10.0.0.0/8", "2001:db8::/32", or one address; empty for anything else.
  static std::optional<Network> read(std::string_view text);

  bool contains(const NetworkAddress& address) const;
  bool operator==(const Network&) const = default;

 private:
  NetworkAddress start_{};
  unsigned bits_ = 128;  ///< that count, from the first
};

/// Whether a numeric address is one of the networks'; false for what is no address.
bool is_within(const std::vector<Network>& networks, std::string_view address);

/// Whether a numeric address is of the machine itself. True for an empty one (a local socket).
bool is_loopback_address(std::string_view address);

}  // namespace almanach
