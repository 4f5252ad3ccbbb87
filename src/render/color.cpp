#include "render/color.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "base/css_color.hpp"
#include "base/text.hpp"

namespace almanach {
namespace {

std::uint32_t distance(std::uint32_t a, std::uint32_t b) {
  std::uint32_t sum = 0;
  for (int shift = 0; shift <= 16; shift += 8) {
    const std::uint32_t left = a >> shift & 0xFF;
    const std::uint32_t right = b >> shift & 0xFF;
    const std::uint32_t difference = left > right ? left - right : right - left;
    sum += difference * difference;
  }
  return sum;
}

}  // namespace

std::optional<NamedColor> find_color(std::string_view text) {
  const std::string wanted = fold(trim(text));
  const bool is_hex = wanted.starts_with('#') && (wanted.size() == 4 || wanted.size() == 7);
  const auto color =
      is_hex ? read_hex_color(std::string_view(wanted).substr(1)) : find_css_color(wanted);
  if (!color) return std::nullopt;
  const auto names = css_color_names();
  const auto nearest =
      std::min_element(names.begin(), names.end(), [&](const auto& a, const auto& b) {
        return distance(a.color, *color) < distance(b.color, *color);
      });
  return NamedColor{std::string(nearest->name), fmt::format("#{:06X}", *color)};
}

}  // namespace almanach
