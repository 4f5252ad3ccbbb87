#include "base/host_name.hpp"

#include <algorithm>

#include "base/network.hpp"

namespace almanach {
namespace {

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_same_text(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view without_root(std::string_view host) {
  if (host.ends_with('.')) host.remove_suffix(1);
  return host;
}

}  // namespace

std::string_view host_of_authority(std::string_view authority) {
  if (authority.starts_with('[')) return authority.substr(0, authority.find(']') + 1);
  return authority.substr(0, authority.find(':'));
}

std::string_view host_of_address(std::string_view address) {
  constexpr std::string_view kMark = "://";
  const std::size_t scheme = address.find(kMark);
  if (scheme == std::string_view::npos) return {};
  address.remove_prefix(scheme + kMark.size());
  return host_of_authority(address.substr(0, address.find('/')));
}

bool is_same_host(std::string_view a, std::string_view b) {
  return is_same_text(without_root(a), without_root(b));
}

bool is_loopback_host(std::string_view host) {
  constexpr std::string_view kName = "localhost";
  constexpr std::string_view kBelow = ".localhost";
  host = without_root(host);
  if (is_same_text(host, kName)) return true;
  if (host.size() > kBelow.size() && is_same_text(host.substr(host.size() - kBelow.size()), kBelow))
    return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  // An empty one would be taken for a local socket.
  return !host.empty() && is_loopback_address(host);
}

}  // namespace almanach
