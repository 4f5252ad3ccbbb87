#include "base/address_schemes.hpp"

#include <algorithm>
#include <array>
#include <span>

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

}  // namespace almanach
