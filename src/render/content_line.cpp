#include "render/content_line.hpp"

#include "base/octet_set.hpp"
#include "base/text.hpp"
#include "model/component_tree.hpp"

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

std::string fold_line(std::string_view line) {
  constexpr std::size_t kLongest = 75;
  const auto is_inside_code_point = [&](std::size_t offset) {
    return (static_cast<unsigned char>(line[offset]) & 0xC0U) == 0x80U;
  };
  std::string out;
  out.reserve(line.size() + line.size() / 24 + 2);
  std::size_t room = kLongest;
  while (line.size() > room) {
    std::size_t end = room;
    while (end > 0 && is_inside_code_point(end)) --end;
    if (end == 0) end = room;  // no UTF-8
    out.append(line.substr(0, end)).append("\r\n ");
    line.remove_prefix(end);
    room = kLongest - 1;
  }
  out.append(line).append("\r\n");
  return out;
}

std::string write_component(const CalendarComponent& component) {
  std::string text = "BEGIN:" + component.name + "\r\n";
  for (const PropertyLine& property : component.properties) text += fold_line(property.line.text);
  for (const CalendarComponent& inner : component.components) text += write_component(inner);
  return text + "END:" + component.name + "\r\n";
}

std::string make_html_address(std::string_view html) {
  // What may stand in a URI and in a quoted parameter value; the rest is percent-encoded.
  return "data:text/html," + percent_encode(html, "!$&'()*+,;=:@/?");
}

}  // namespace almanach
