#include "base/network.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>

namespace almanach {
namespace {

constexpr NetworkAddress kIpv4Prefix = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
constexpr std::size_t kIpv4At = 12;

bool is_ipv4(const NetworkAddress& address) {
  return std::equal(address.begin(), address.begin() + kIpv4At, kIpv4Prefix.begin());
}

}  // namespace

std::optional<NetworkAddress> read_network_address(std::string_view text) {
  const std::string copy(text);
  NetworkAddress address = kIpv4Prefix;
  if (inet_pton(AF_INET, copy.c_str(), address.data() + kIpv4At) == 1) return address;
  if (inet_pton(AF_INET6, copy.c_str(), address.data()) == 1) return address;
  return std::nullopt;
}

std::string write_network_address(const NetworkAddress& address) {
  std::array<char, INET6_ADDRSTRLEN> text{};
  if (is_ipv4(address)) {
    inet_ntop(AF_INET, address.data() + kIpv4At, text.data(), text.size());
  } else {
    inet_ntop(AF_INET6, address.data(), text.data(), text.size());
  }
  return text.data();
}

std::optional<Network> Network::read(std::string_view text) {
  const std::size_t slash = text.find('/');
  const auto start = read_network_address(text.substr(0, slash));
  if (!start) return std::nullopt;
  Network network;
  network.start_ = *start;
  if (slash == std::string_view::npos) return network;
  const std::string_view length = text.substr(slash + 1);
  const auto [end, status] =
      std::from_chars(length.data(), length.data() + length.size(), network.bits_);
  const bool written_as_ipv4 = text.substr(0, slash).find(':') == std::string_view::npos;
  const unsigned most = written_as_ipv4 ? 32 : 128;
  if (status != std::errc() || end != length.data() + length.size() || network.bits_ > most)
    return std::nullopt;
  if (written_as_ipv4) network.bits_ += 8 * kIpv4At;
  return network;
}

bool Network::contains(const NetworkAddress& address) const {
  const unsigned whole = bits_ / 8;
  const unsigned rest = bits_ % 8;
  if (!std::equal(start_.begin(), start_.begin() + whole, address.begin())) return false;
  return rest == 0 || (start_.at(whole) ^ address.at(whole)) >> (8 - rest) == 0;
}

bool is_within(const std::vector<Network>& networks, std::string_view address) {
  const auto read = read_network_address(address);
  return read && std::any_of(networks.begin(), networks.end(),
                             [&](const Network& network) { return network.contains(*read); });
}

bool is_loopback_address(std::string_view address) {
  if (address.empty()) return true;
  static const std::vector<Network> kLoopback = {*Network::read("127.0.0.0/8"),
                                                 *Network::read("::1")};
  return is_within(kLoopback, address);
}

}  // namespace almanach
