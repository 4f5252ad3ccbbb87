#include "publish/sync_token.hpp"

#include <fmt/format.h>

#include <charconv>
#include <vector>

#include "base/digest.hpp"

namespace almanach {
namespace {

constexpr std::string_view kVersion = "1";
constexpr std::size_t kLongest = 256;
constexpr std::size_t kSetDigits = 16;

bool is_hexadecimal(std::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

template <typename Number>
bool read_number(std::string_view text, Number& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size();
}

std::vector<std::string_view> split_parts(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t dot = text.find('.');
    parts.push_back(text.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    text.remove_prefix(dot + 1);
  }
}

}  // namespace

std::string name_set(std::string_view name, std::string_view choices) {
  return to_hex(digest(fmt::format("{}\n{}", name, choices))).substr(0, kSetDigits);
}

std::string write_sync_token(const SyncToken& token) {
  return fmt::format("{}.{}.{}.{}.{}.{}.{}", kVersion, token.journal, token.set, token.day - Day(),
                     token.began, token.revision, token.mark);
}

std::optional<SyncToken> read_sync_token(std::string_view text) {
  if (text.size() > kLongest) return std::nullopt;
  const std::vector<std::string_view> parts = split_parts(text);
  if (parts.size() != 7 || parts[0] != kVersion) return std::nullopt;
  SyncToken token;
  token.journal = parts[1];
  token.set = parts[2];
  token.mark = parts[6];
  int day = 0;
  const bool sound = is_hexadecimal(token.journal) && is_hexadecimal(token.set) &&
                     is_hexadecimal(token.mark) && read_number(parts[3], day) && day >= 0 &&
                     read_number(parts[4], token.began) && read_number(parts[5], token.revision);
  if (!sound) return std::nullopt;
  token.day = Day() + day;
  return token;
}

}  // namespace almanach
