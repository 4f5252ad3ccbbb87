#include "server/client_group.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/network.hpp"

namespace almanach {
namespace {

/// Octets of an address that name the customer's network.
constexpr std::size_t kNetworkOctets = 8;

/// IPv4 as IPv6 sees it: ten octets of 0, two of 255.
bool is_ipv4(const NetworkAddress& address) {
  return std::all_of(address.begin(), address.begin() + 10,
                     [](auto octet) { return octet == 0; }) &&
         address[10] == 0xFF && address[11] == 0xFF;
}

}  // namespace

std::string peer_address(const sockaddr_storage& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (address.ss_family == AF_INET) {
    inet_ntop(AF_INET, &reinterpret_cast<const sockaddr_in*>(&address)->sin_addr, text.data(),
              text.size());
  } else if (address.ss_family == AF_INET6) {
    inet_ntop(AF_INET6, &reinterpret_cast<const sockaddr_in6*>(&address)->sin6_addr, text.data(),
              text.size());
  }
  return text.data();
}

std::string client_group(std::string_view address) {
  auto read = read_network_address(address);
  if (!read) return std::string(address);
  if (is_ipv4(*read) || is_loopback_address(address)) return write_network_address(*read);
  std::fill(read->begin() + kNetworkOctets, read->end(), std::uint8_t{0});
  return write_network_address(*read) + "/64";
}

bool is_shared_group(std::string_view group) {
  return group.empty() || group == "127.0.0.1" || group == "::1";
}

}  // namespace almanach
