#include "model/text_value.hpp"

#include "base/octet_set.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

constexpr OctetSet kEscaped("\n\\;,");

}  // namespace

std::string escape_text(std::string_view text) {
  std::string out;
  out.reserve(text.size() + text.size() / 16);
  std::size_t begin = 0;  // of what needs no escape; copied as a whole
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (!kEscaped.has(c)) continue;
    out.append(text.substr(begin, i - begin)).append(1, '\\');
    begin = i;
    if (c != '\n') continue;
    out += 'n';
    ++begin;
  }
  return out.append(text.substr(begin));
}

std::string make_html_address(std::string_view html) {
  // What may stand in a URI and in a quoted parameter value; the rest is percent-encoded.
  return "data:text/html," + percent_encode(html, "!$&'()*+,;=:@/?");
}

}  // namespace almanach
