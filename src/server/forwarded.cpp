#include "server/forwarded.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "server/header_name.hpp"

namespace almanach {
namespace {

/// "for=192.0.2.60;proto=http" or `For="[2001:db8::17]:4711"`: what stands behind "for".
std::string_view find_for(std::string_view element) {
  while (!element.empty()) {
    const std::size_t end = std::min(element.find(';'), element.size());
    const std::string_view pair = trim(element.substr(0, end));
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && same_name(pair.substr(0, equals), "for"))
      return pair.substr(equals + 1);
    element.remove_prefix(std::min(end + 1, element.size()));
  }
  return {};
}

/// A node without quotes, brackets and port (RFC 7239 section 6).
std::string_view strip_node(std::string_view node) {
  node = trim(node);
  if (node.size() >= 2 && node.front() == '"' && node.back() == '"')
    node = node.substr(1, node.size() - 2);
  if (!node.empty() && node.front() == '[') return node.substr(1, node.find(']') - 1);
  const std::size_t colon = node.find(':');
  const bool has_port = colon != std::string_view::npos && node.rfind(':') == colon;
  return has_port ? node.substr(0, colon) : node;
}

/// All nodes, in the order that proxies added them.
std::vector<std::string_view> list_nodes(
    const std::vector<std::pair<std::string_view, std::string_view>>& headers,
    std::string_view name) {
  std::vector<std::string_view> nodes;
  for (const auto& [known, value] : headers) {
    if (!same_name(known, name)) continue;
    std::string_view rest = value;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(','), rest.size());
      const std::string_view element = rest.substr(0, end);
      nodes.push_back(strip_node(name == "Forwarded" ? find_for(element) : element));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return nodes;
}

/// The last of the nodes that is no proxy, `peer` where there is none.
std::string find_last(std::string_view peer, const std::vector<std::string_view>& nodes,
                      const std::vector<Network>& proxies) {
  std::string client(peer);
  for (auto node = nodes.rbegin(); node != nodes.rend(); ++node) {
    const auto address = read_network_address(*node);
    if (!address) break;
    client = write_network_address(*address);
    if (!is_within(proxies, client)) break;
  }
  return client;
}

}  // namespace

std::string find_client(std::string_view peer,
                        const std::vector<std::pair<std::string_view, std::string_view>>& headers,
                        const std::vector<Network>& proxies) {
  if (proxies.empty() || !is_within(proxies, peer)) return std::string(peer);
  const std::vector<std::string_view> standard = list_nodes(headers, "Forwarded");
  const std::vector<std::string_view> usual = list_nodes(headers, "X-Forwarded-For");
  std::string client = find_last(peer, standard.empty() ? usual : standard, proxies);
  if (standard.empty() || usual.empty() || client == find_last(peer, usual, proxies)) return client;
  return std::string(peer);
}

}  // namespace almanach
