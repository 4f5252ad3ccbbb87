#include "parse/front_matter.hpp"

namespace almanach {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// The next line without its end, taken off `rest`.
std::string_view take_line(std::string_view& rest) {
  const std::size_t newline = rest.find('\n');
  std::string_view line = rest.substr(0, newline);
  rest.remove_prefix(newline == std::string_view::npos ? rest.size() : newline + 1);
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t'))
    line.remove_suffix(1);
  return line;
}

}  // namespace

std::optional<FrontMatter> read_front_matter(std::string_view bytes) {
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark)
    bytes.remove_prefix(kByteOrderMark.size());
  std::string_view rest = bytes;
  if (take_line(rest) != "---") return std::nullopt;
  const std::string_view yaml_start = rest;
  for (int line_number = 2; !rest.empty(); ++line_number) {
    const std::size_t yaml_size = static_cast<std::size_t>(rest.data() - yaml_start.data());
    const std::string_view line = take_line(rest);
    if (line == "---" || line == "...") {
      return FrontMatter{read_yaml(yaml_start.substr(0, yaml_size), 2), rest, line_number + 1};
    }
  }
  return std::nullopt;
}

}  // namespace almanach
