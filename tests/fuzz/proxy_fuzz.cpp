// Any bytes as what a proxy says of its client: the PROXY protocol's header and the fields
// Forwarded and X-Forwarded-For. What comes out is an address, or nothing.

#include <arpa/inet.h>

#include <cstdint>
#include <string>
#include <string_view>

#include "server/forwarded.hpp"
#include "server/proxy_header.hpp"
#include "support/content_lines.hpp"

using namespace almanach;
using almanach::testing::require;

namespace {

constexpr std::string_view kPeer = "192.0.2.1";

bool is_address(const std::string& text) {
  in_addr four{};
  in6_addr six{};
  return inet_pton(AF_INET, text.c_str(), &four) == 1 ||
         inet_pton(AF_INET6, text.c_str(), &six) == 1;
}

void require_header(std::string_view text) {
  using State = ProxyHeader::State;
  const ProxyHeader header = read_proxy_header(text);
  require(header.client.empty() || header.client == "unknown" || is_address(header.client));
  if (header.state != State::complete) return;
  require(header.size > 0 && header.size <= text.size());
  // What follows changes nothing; what is missing is waited for.
  require(read_proxy_header(text.substr(0, header.size)).client == header.client);
  require(read_proxy_header(text.substr(0, header.size - 1)).state == State::incomplete);
}

void require_client(std::string_view name, std::string_view value) {
  const std::string client = find_client(kPeer, {{name, value}},
                                         {*Network::read("192.0.2.0/24"), *Network::read("::/64")});
  require(is_address(client));
  // Somebody who is no proxy speaks for nobody.
  require(find_client("203.0.113.9", {{name, value}}, {}) == "203.0.113.9");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  require_header(text);
  require_client("Forwarded", text);
  require_client("X-Forwarded-For", text);
  return 0;
}
