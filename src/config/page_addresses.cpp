#include "config/page_addresses.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"

namespace almanach {
namespace {

bool is_name_letter(char c) {
  return (c >= 'a' && c <= 'z') || c == '_';
}

std::string join_slashes(std::string_view path) {
  std::string joined;
  for (const char c : path) {
    if (c != '/' || joined.empty() || joined.back() != '/') joined += c;
  }
  return joined;
}

}  // namespace

Permalink::Permalink(std::string_view text, std::span<const std::string_view> known) : text_(text) {
  if (!text.starts_with('/')) odd_ = "it does not begin with /";
  std::string_view rest = text;
  while (!rest.empty()) {
    const bool is_name = rest.front() == ':';
    std::size_t end = is_name ? 1 : std::min(rest.find(':'), rest.size());
    while (is_name && end < rest.size() && is_name_letter(rest[end])) ++end;
    const std::string_view piece = rest.substr(is_name ? 1 : 0, is_name ? end - 1 : end);
    const bool is_known = std::find(known.begin(), known.end(), piece) != known.end();
    const bool has_more = is_name && end < rest.size() && rest[end] == '[';
    if (is_name && (!is_known || has_more) && odd_.empty())
      odd_ = fmt::format("\":{}{}\" is not known", piece, has_more ? "[" : "");
    pieces_.push_back({is_name, std::string(piece)});
    rest.remove_prefix(end);
  }
}

std::optional<std::string> Permalink::fill(const Values& values) const {
  std::string path;
  for (const Piece& piece : pieces_) {
    if (!piece.is_name) {
      path += piece.text;
      continue;
    }
    const auto value = values(piece.text);
    if (!value) return std::nullopt;
    path += *value;
  }
  if (path.find("..") != std::string::npos) return std::nullopt;
  return percent_encode(join_slashes(path), "/!$&'()*+,;=:@");
}

std::string two_digits(int number) {
  return fmt::format("{:02}", number);
}

bool is_plain_lower(std::string_view text) {
  constexpr char32_t kFirstSmall = 0xDF;  // Latin-1: ß to ÿ
  constexpr char32_t kLastSmall = 0xFF;
  constexpr char32_t kDivision = 0xF7;
  constexpr char32_t kSmallOe = 0x153;
  constexpr char32_t kAscii = 0x80;
  for (std::size_t i = 0; i < text.size();) {
    const char32_t c = next_code_point(text, i);
    const bool small = c >= kFirstSmall && c <= kLastSmall && c != kDivision;
    if (c >= kAscii && !small && c != kSmallOe) return false;
  }
  return true;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::optional<std::string> path_below(std::string_view path, std::string_view folder) {
  if (folder.empty()) return std::string(path);
  if (path == folder) return "";
  const bool below =
      path.size() > folder.size() && path.starts_with(folder) && path[folder.size()] == '/';
  return below ? std::optional(std::string(path.substr(folder.size() + 1))) : std::nullopt;
}

}  // namespace almanach
