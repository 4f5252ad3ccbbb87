#include "model/kept_lines.hpp"

#include <algorithm>
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

std::vector<std::string> kept_zone_names(std::string_view kept_lines) {
  std::vector<std::string> names;
  while (!kept_lines.empty()) {
    const std::string_view line = take_line(kept_lines);
    if (line.find(";TZID=") == std::string_view::npos) continue;
    const auto read = read_property_line(line);
    const auto* property = std::get_if<PropertyLine>(&read);
    std::string name(property == nullptr ? std::string_view() : property->parameter("TZID"));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

std::string rename_kept_zone(std::string_view kept_lines, std::string_view name,
                             std::string_view suffix) {
  std::string renamed;
  while (!kept_lines.empty()) {
    const std::string_view line = take_line(kept_lines);
    const auto read = read_property_line(line);
    const auto* property = std::get_if<PropertyLine>(&read);
    if (property != nullptr && property->is("TZID") && unescape_text(property->value) == name) {
      renamed += with_value(*property, std::string(property->value).append(suffix));
    } else if (property != nullptr && property->parameter("TZID") == name) {
      renamed += with_parameter(*property, "TZID", std::string(name).append(suffix));
    } else {
      renamed += line;
    }
    renamed += '\n';
  }
  return renamed;
}

}  // namespace almanach
