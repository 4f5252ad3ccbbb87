#include "server/proxy_header.hpp"

#include "support/catch.hpp"

using namespace almanach;
using State = ProxyHeader::State;

namespace {

std::string binary(unsigned char command, unsigned char family, const std::string& addresses) {
  std::string header("\r\n\r\n\0\r\nQUIT\n", 12);
  header += static_cast<char>(command);
  header += static_cast<char>(family);
  header += static_cast<char>(addresses.size() / 256);
  header += static_cast<char>(addresses.size() % 256);
  return header + addresses;
}

}  // namespace

TEST_CASE("the text form tells the client") {
  const std::string text = "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n";
  const ProxyHeader header = read_proxy_header(text + "GET /");
  CHECK(header.state == State::complete);
  CHECK(header.size == text.size());
  CHECK(header.client == "192.0.2.7");
  CHECK(read_proxy_header("PROXY TCP6 2001:DB8::7 ::1 1 2\r\n").client == "2001:db8::7");
  CHECK(read_proxy_header("PROXY UNKNOWN\r\n").state == State::complete);
  CHECK(read_proxy_header("PROXY UNKNOWN 127.0.0.1 127.0.0.1 1 2\r\n").client == "unknown");
  for (std::size_t size = 0; size < text.size(); ++size)
    CHECK(read_proxy_header(text.substr(0, size)).state == State::incomplete);
  for (const char* wrong :
       {"PROXY TCP4 x 1 2 3\r\n", "PROXY \r\n", "PROXY UDP4 192.0.2.7 a b c\r\n"})
    CHECK(read_proxy_header(wrong).state == State::malformed);
  CHECK(read_proxy_header("PROXY TCP4 " + std::string(200, '1')).state == State::malformed);
}

TEST_CASE("the binary form tells the client") {
  const std::string ipv4("\xCB\x00\x71\x09\x7F\x00\x00\x01\x12\x34\x00\x50", 12);
  const std::string text = binary(0x21, 0x11, ipv4);
  const ProxyHeader header = read_proxy_header(text + "GET /");
  CHECK(header.state == State::complete);
  CHECK(header.size == text.size());
  CHECK(header.client == "203.0.113.9");
  std::string ipv6(36, '\0');
  ipv6[0] = 0x20;
  ipv6[1] = 0x01;
  ipv6[15] = 0x05;
  CHECK(read_proxy_header(binary(0x21, 0x21, ipv6)).client == "2001::5");
  CHECK(read_proxy_header(binary(0x20, 0x00, "")).state == State::complete);
  // The proxy's own question is its own; what it relays of no family that it names is nobody's.
  CHECK(read_proxy_header(binary(0x20, 0x00, "")).client.empty());
  CHECK(read_proxy_header(binary(0x21, 0x00, "")).client == "unknown");
  CHECK(read_proxy_header(binary(0x21, 0x31, std::string(216, 'x'))).client == "unknown");
  CHECK(read_proxy_header(binary(0x11, 0x11, ipv4)).state == State::malformed);
  for (std::size_t size = 0; size < text.size(); ++size)
    CHECK(read_proxy_header(text.substr(0, size)).state == State::incomplete);
}

TEST_CASE("a request is no such header") {
  CHECK(read_proxy_header("GET / HTTP/1.1\r\n").state == State::none);
  CHECK(read_proxy_header("\r\nGET /").state == State::none);
  CHECK(read_proxy_header("PROPFIND / HTTP/1.1").state == State::none);
}
