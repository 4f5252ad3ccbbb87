#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/css.hpp"

namespace almanach {

/// A colour of sRGB: 0xRRGGBB.
using CssColor = std::uint32_t;

/// A name of CSS Color Module Level 3 section 4.3.
struct CssColorName {
  std::string_view name;
  CssColor color;
};

/// All names, without their second spellings ("grey", "cyan", "magenta"). Any thread.
std::span<const CssColorName> css_color_names();

/// The colour of a name in any case and spelling; empty: it is none. Any thread.
std::optional<CssColor> find_css_color(std::string_view name);

/// The colour that 3, 4, 6 or 8 hexadecimal digits stand for; empty for anything else, and where it
/// lets something through. Any thread.
std::optional<CssColor> read_hex_color(std::string_view digits);

/// The colour that a value is: a name, #rgb, rgb(), hsl() in any of their spellings. Empty for
/// anything else, and where it lets something through. Any thread.
std::optional<CssColor> read_css_color(std::span<const CssToken> value);

/// The contrast of two colours (WCAG 2.2, "contrast ratio"): from 1, none, to 21. Any thread.
double contrast_ratio(CssColor a, CssColor b);

}  // namespace almanach
