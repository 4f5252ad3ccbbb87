#include "render/content_line.hpp"

#include "base/text.hpp"

namespace almanach {

std::string escape_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  for (const char c : text) {
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    if (c == '\\' || c == ';' || c == ',') out += '\\';
    out += c;
  }
  return out;
}

std::string fold_line(std::string_view line) {
  constexpr std::size_t kLongest = 75;
  std::string out;
  out.reserve(line.size() + line.size() / 24 + 2);
  std::size_t used = 0;
  for (std::size_t offset = 0; offset < line.size();) {
    const std::size_t start = offset;
    next_code_point(line, offset);
    const std::size_t size = offset - start;
    if (used + size > kLongest) {
      out += "\r\n ";
      used = 1;
    }
    out += line.substr(start, size);
    used += size;
  }
  out += "\r\n";
  return out;
}

std::string make_html_address(std::string_view html) {
  // What may stand in a URI and in a quoted parameter value; the rest is percent-encoded.
  return "data:text/html," + percent_encode(html, "!$&'()*+,;=:@/?");
}

}  // namespace almanach
