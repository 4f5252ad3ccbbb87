#include "model/kept_lines.hpp"

#include <algorithm>
#include <charconv>

#include "model/content_lines.hpp"
#include "model/property_line.hpp"

namespace almanach {

std::int64_t kept_sequence(std::string_view kept_lines) {
  constexpr std::string_view kStart = "SEQUENCE:";
  ContentLines lines(kept_lines);
  while (const auto line = lines.next()) {
    if (!line->text.starts_with(kStart)) continue;
    const std::string_view value = line->text.substr(kStart.size());
    std::int64_t sequence = 0;
    std::from_chars(value.data(), value.data() + value.size(), sequence);
    return sequence;
  }
  return 0;
}

std::vector<std::string> kept_zone_names(std::string_view kept_lines) {
  std::vector<std::string> names;
  ContentLines lines(kept_lines);
  while (const auto line = lines.next()) {
    if (line->text.find(';') == std::string_view::npos) continue;
    const auto read = read_property_line(*line);
    const auto* property = std::get_if<PropertyLine>(&read);
    std::string name(property == nullptr ? std::string_view() : property->parameter("TZID"));
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace almanach
