#include "base/address_schemes.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "base/text.hpp"

namespace almanach {
namespace {

constexpr std::array<std::string_view, 4> kLink = {"http", "https", "mailto", "tel"};
constexpr std::array<std::string_view, 2> kWeb = {"http", "https"};
constexpr std::array<std::string_view, 4> kAttachment = {"http", "https", "ftp", "cid"};
constexpr std::array<std::string_view, 8> kConference = {"http", "https", "mailto", "tel",
                                                         "sip",  "sips",  "xmpp",   "rtsp"};
constexpr std::array<std::string_view, 3> kAlternative = {"http", "https", "cid"};
constexpr std::array<std::string_view, 12> kOther = {
    "http", "https", "mailto", "tel", "sip", "sips", "xmpp", "ftp", "cid", "mid", "geo", "urn"};
constexpr std::array<std::string_view, 9> kHarmful = {"javascript", "vbscript", "livescript",
                                                      "data",       "file",     "blob",
                                                      "filesystem", "jar",      "view-source"};

std::span<const std::string_view> allowed(AddressUse use) {
  switch (use) {
    case AddressUse::link:
    case AddressUse::url:
      return kLink;
    case AddressUse::image:
      return kWeb;
    case AddressUse::attachment:
      return kAttachment;
    case AddressUse::conference:
      return kConference;
    case AddressUse::alternative:
      return kAlternative;
    case AddressUse::other:
      break;
  }
  return kOther;
}

bool holds(std::span<const std::string_view> schemes, std::string_view scheme) {
  return std::find(schemes.begin(), schemes.end(), scheme) != schemes.end();
}

}  // namespace

std::string scheme_of(std::string_view address) {
  std::string scheme;
  for (const char c : address) {
    const auto octet = static_cast<unsigned char>(c);
    if (octet < 0x20 || octet == 0x7F || (octet == ' ' && scheme.empty())) continue;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool inside = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (c == ':') return scheme;
    if (!letter && (scheme.empty() || !inside)) return {};
    scheme += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return {};
}

bool is_allowed_scheme(AddressUse use, std::string_view scheme) {
  return scheme.empty() || holds(allowed(use), scheme);
}

bool is_harmful_scheme(std::string_view scheme) {
  return holds(kHarmful, scheme);
}

std::string encode_address(std::string_view address) {
  constexpr std::string_view kKept = ":/?@!$&'()*+,;=";
  const std::size_t slashes = address.find("//");
  const bool has_host =
      slashes == 0 || (slashes != std::string_view::npos && address[slashes - 1] == ':' &&
                       scheme_of(address).size() + 1 == slashes);
  const std::size_t host = has_host ? slashes + 2 : 0;
  const std::size_t path =
      has_host ? std::min(address.find_first_of("/?#", host), address.size()) : 0;
  const auto is_escape = [&](std::size_t at) {
    constexpr std::string_view kHex = "0123456789ABCDEFabcdef";
    return at + 2 < address.size() && kHex.find(address[at + 1]) != std::string_view::npos &&
           kHex.find(address[at + 2]) != std::string_view::npos;
  };
  std::string encoded = percent_encode(address.substr(0, path), "[]:@!$&'()*+,;=/%");
  bool in_fragment = false;
  std::size_t start = path;  // of what needs no look
  const auto flush = [&](std::size_t end) {
    encoded += percent_encode(address.substr(start, end - start), kKept);
    start = end + 1;
  };
  for (std::size_t i = path; i < address.size(); ++i) {
    if (address[i] == '#' && !in_fragment) {
      flush(i);
      encoded += '#';
      in_fragment = true;
    } else if (address[i] == '%' && is_escape(i)) {
      flush(i);
      encoded += '%';
    }
  }
  flush(address.size());
  return encoded;
}

}  // namespace almanach
