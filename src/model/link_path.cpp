#include "model/link_path.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

constexpr std::string_view kStart = "/s/";
constexpr std::size_t kSecretSize = 32;

}  // namespace

bool is_link_secret(std::string_view text) {
  return text.size() == kSecretSize && std::all_of(text.begin(), text.end(), [](char c) {
           return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
         });
}

LinkPath read_link_path(std::string_view path) {
  if (!path.starts_with(kStart)) return {};
  path.remove_prefix(kStart.size());
  const std::size_t end = std::min(path.find('/'), path.size());
  return {path.substr(0, end), path.substr(end)};
}

std::string link_prefix(std::string_view secret) {
  return std::string(kStart).append(secret);
}

std::string hide_links(std::string_view address) {
  const bool is_escaped = address.find('%') != std::string_view::npos;
  const std::string decoded = is_escaped ? percent_decode(address) : std::string(address);
  const std::size_t at = decoded.find(kStart);
  return at == std::string::npos ? std::string(address) : decoded.substr(0, at) + "/s/-";
}

}  // namespace almanach
