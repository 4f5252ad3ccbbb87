#include "model/link_path.hpp"

#include <algorithm>
#include <cctype>

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

std::string hide_secrets(std::string_view text) {
  const auto is_hexadecimal = [](char c) {
    return std::isxdigit(static_cast<unsigned char>(c)) != 0;
  };
  std::string shown;
  for (auto from = text.begin(); from != text.end();) {
    const auto begin = std::find_if(from, text.end(), is_hexadecimal);
    const auto end = std::find_if_not(begin, text.end(), is_hexadecimal);
    shown.append(from, begin);
    if (static_cast<std::size_t>(end - begin) >= kSecretSize) {
      shown += '-';
    } else {
      shown.append(begin, end);
    }
    from = end;
  }
  return shown;
}

std::string hide_links(std::string_view address) {
  const bool is_escaped = address.find('%') != std::string_view::npos;
  const std::string decoded = is_escaped ? percent_decode(address) : std::string(address);
  const std::size_t at = decoded.find(kStart);
  return at == std::string::npos ? hide_secrets(address) : decoded.substr(0, at) + "/s/-";
}

}  // namespace almanach
