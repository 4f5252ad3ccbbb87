#include "render/content_line.hpp"

#include "model/component_tree.hpp"

namespace almanach {

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

}  // namespace almanach
