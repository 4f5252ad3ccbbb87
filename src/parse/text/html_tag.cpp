#include "parse/text/html_tag.hpp"

#include <algorithm>

namespace almanach {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

}  // namespace

std::size_t end_of_tag(std::string_view html, std::size_t at) {
  bool value_starts = false;
  for (; at < html.size(); ++at) {
    const char c = html[at];
    if (c == '>') return at + 1;
    if (value_starts && (c == '"' || c == '\'')) {
      at = std::min(html.find(c, at + 1), html.size());
      value_starts = false;
    } else if (!is_space(c)) {
      value_starts = c == '=';
    }
  }
  return html.size();
}

}  // namespace almanach
