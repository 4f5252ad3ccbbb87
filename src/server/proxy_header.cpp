#include "server/proxy_header.hpp"

#include <algorithm>
#include <array>

#include "base/network.hpp"

namespace almanach {
namespace {

using State = ProxyHeader::State;

/// What the proxy relays without saying for whom. It is no address: nobody takes it for this
/// machine, nor believes what it says of others.
constexpr const char* kUnknownClient = "unknown";
constexpr std::string_view kTextSignature = "PROXY ";
constexpr std::size_t kLongestText = 107;
constexpr std::string_view kBinarySignature("\r\n\r\n\0\r\nQUIT\n", 12);
constexpr std::size_t kBinaryHead = 16;
/// Addresses and extensions of the binary form; proxies send some hundred bytes.
constexpr std::size_t kLongestBinary = 4'096;

bool may_begin_with(std::string_view text, std::string_view signature) {
  const std::size_t size = std::min(text.size(), signature.size());
  return text.substr(0, size) == signature.substr(0, size);
}

std::string_view take_word(std::string_view& rest) {
  const std::size_t end = std::min(rest.find(' '), rest.size());
  const std::string_view word = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return word;
}

/// "PROXY TCP4 192.0.2.1 198.51.100.1 56324 443\r\n"
ProxyHeader read_text_form(std::string_view text) {
  const std::size_t end = text.substr(0, kLongestText).find("\r\n");
  if (end == std::string_view::npos) {
    return {text.size() < kLongestText ? State::incomplete : State::malformed, 0, ""};
  }
  std::string_view rest = text.substr(kTextSignature.size(), end - kTextSignature.size());
  const std::string_view family = take_word(rest);
  if (family == "UNKNOWN") return {State::complete, end + 2, kUnknownClient};
  const auto source = read_network_address(take_word(rest));
  if ((family != "TCP4" && family != "TCP6") || !source) return {State::malformed, 0, ""};
  return {State::complete, end + 2, write_network_address(*source)};
}

ProxyHeader read_binary_form(std::string_view text) {
  if (text.size() < kBinaryHead) return {State::incomplete, 0, ""};
  const auto octet = [&](std::size_t at) { return static_cast<unsigned char>(text[at]); };
  const unsigned version = octet(12) >> 4U;
  const unsigned command = octet(12) & 0xFU;
  const unsigned family = octet(13);
  const std::size_t length = octet(14) * 256U + octet(15);
  if (version != 2 || command > 1 || length > kLongestBinary) return {State::malformed, 0, ""};
  const std::size_t size = kBinaryHead + length;
  if (text.size() < size) return {State::incomplete, 0, ""};
  ProxyHeader header{State::complete, size, ""};
  constexpr unsigned kTcpOverIpv4 = 0x11;
  constexpr unsigned kTcpOverIpv6 = 0x21;
  NetworkAddress source{};
  if (command == 0) return header;  // the proxy's own question
  if (family == kTcpOverIpv4 && length >= 12) {
    source[10] = source[11] = 0xFF;
    std::copy_n(text.begin() + kBinaryHead, 4, source.begin() + 12);
    header.client = write_network_address(source);
  } else if (family == kTcpOverIpv6 && length >= 36) {
    std::copy_n(text.begin() + kBinaryHead, 16, source.begin());
    header.client = write_network_address(source);
  } else {
    header.client = kUnknownClient;
  }
  return header;
}

}  // namespace

ProxyHeader read_proxy_header(std::string_view text) {
  if (text.empty()) return {State::incomplete, 0, ""};
  if (may_begin_with(text, kTextSignature)) {
    return text.size() < kTextSignature.size() ? ProxyHeader{State::incomplete, 0, ""}
                                               : read_text_form(text);
  }
  if (may_begin_with(text, kBinarySignature)) {
    return text.size() < kBinarySignature.size() ? ProxyHeader{State::incomplete, 0, ""}
                                                 : read_binary_form(text);
  }
  return {};
}

}  // namespace almanach
