#include "base/html_text.hpp"

#include <algorithm>

#include "base/octet_set.hpp"

namespace almanach {
namespace {

constexpr OctetSet kSpecial("&<>\"");

std::string_view reference_for(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    default:
      return "&quot;";
  }
}

}  // namespace

void append_html_text(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = std::min(kSpecial.find_in(text), text.size());
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    out += reference_for(text.front());
    text.remove_prefix(1);
  }
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  append_html_text(out, text);
  return out;
}

}  // namespace almanach
