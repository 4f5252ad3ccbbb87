#include "model/kept_lines.hpp"

#include <charconv>

#include "model/property_line.hpp"

namespace almanach {
namespace {

constexpr std::string_view kBegin = "BEGIN:";
constexpr std::string_view kEnd = "END:";

/// Takes the first line off `text`.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

}  // namespace

std::vector<KeptComponent> split_kept_lines(std::string_view kept_lines) {
  std::vector<KeptComponent> components;
  while (!kept_lines.empty()) {
    const std::string_view line = take_line(kept_lines);
    if (!line.starts_with(kBegin)) continue;
    KeptComponent component;
    component.kind = line.substr(kBegin.size());
    while (!kept_lines.empty()) {
      const std::string_view inner = take_line(kept_lines);
      if (inner.starts_with(kEnd) && inner.substr(kEnd.size()) == component.kind) break;
      component.lines.push_back(inner);
    }
    components.push_back(std::move(component));
  }
  return components;
}

std::int64_t kept_sequence(std::string_view kept_lines) {
  constexpr std::string_view kName = "\nSEQUENCE:";
  const std::size_t found = kept_lines.find(kName);
  if (found == std::string_view::npos) return 0;
  const char* const first = kept_lines.data() + found + kName.size();
  std::int64_t sequence = 0;
  std::from_chars(first, kept_lines.data() + kept_lines.size(), sequence);
  return sequence;
}

std::string rename_kept_zone(std::string_view kept_lines, std::string_view from,
                             std::string_view to) {
  std::string renamed;
  while (!kept_lines.empty()) {
    const std::string_view line = take_line(kept_lines);
    const auto read = read_property_line(line);
    const auto* property = std::get_if<PropertyLine>(&read);
    if (property != nullptr && property->is("TZID") && property->value == from) {
      renamed += with_value(*property, to);
    } else if (property != nullptr && property->parameter("TZID") == from) {
      renamed += with_parameter(*property, "TZID", to);
    } else {
      renamed += line;
    }
    renamed += '\n';
  }
  return renamed;
}

}  // namespace almanach
