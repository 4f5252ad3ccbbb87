#include "base/css_color.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numbers>
#include <string>
#include <system_error>
#include <vector>

#include "base/text.hpp"

namespace almanach {
namespace {

using Kind = CssToken::Kind;

// CSS Color Module Level 3, section 4.3, without its second spellings ("grey", "cyan", "magenta").
constexpr std::array<CssColorName, 138> kNames{{
    {"aliceblue", 0xF0F8FF},
    {"antiquewhite", 0xFAEBD7},
    {"aqua", 0x00FFFF},
    {"aquamarine", 0x7FFFD4},
    {"azure", 0xF0FFFF},
    {"beige", 0xF5F5DC},
    {"bisque", 0xFFE4C4},
    {"black", 0x000000},
    {"blanchedalmond", 0xFFEBCD},
    {"blue", 0x0000FF},
    {"blueviolet", 0x8A2BE2},
    {"brown", 0xA52A2A},
    {"burlywood", 0xDEB887},
    {"cadetblue", 0x5F9EA0},
    {"chartreuse", 0x7FFF00},
    {"chocolate", 0xD2691E},
    {"coral", 0xFF7F50},
    {"cornflowerblue", 0x6495ED},
    {"cornsilk", 0xFFF8DC},
    {"crimson", 0xDC143C},
    {"darkblue", 0x00008B},
    {"darkcyan", 0x008B8B},
    {"darkgoldenrod", 0xB8860B},
    {"darkgray", 0xA9A9A9},
    {"darkgreen", 0x006400},
    {"darkkhaki", 0xBDB76B},
    {"darkmagenta", 0x8B008B},
    {"darkolivegreen", 0x556B2F},
    {"darkorange", 0xFF8C00},
    {"darkorchid", 0x9932CC},
    {"darkred", 0x8B0000},
    {"darksalmon", 0xE9967A},
    {"darkseagreen", 0x8FBC8F},
    {"darkslateblue", 0x483D8B},
    {"darkslategray", 0x2F4F4F},
    {"darkturquoise", 0x00CED1},
    {"darkviolet", 0x9400D3},
    {"deeppink", 0xFF1493},
    {"deepskyblue", 0x00BFFF},
    {"dimgray", 0x696969},
    {"dodgerblue", 0x1E90FF},
    {"firebrick", 0xB22222},
    {"floralwhite", 0xFFFAF0},
    {"forestgreen", 0x228B22},
    {"fuchsia", 0xFF00FF},
    {"gainsboro", 0xDCDCDC},
    {"ghostwhite", 0xF8F8FF},
    {"gold", 0xFFD700},
    {"goldenrod", 0xDAA520},
    {"gray", 0x808080},
    {"green", 0x008000},
    {"greenyellow", 0xADFF2F},
    {"honeydew", 0xF0FFF0},
    {"hotpink", 0xFF69B4},
    {"indianred", 0xCD5C5C},
    {"indigo", 0x4B0082},
    {"ivory", 0xFFFFF0},
    {"khaki", 0xF0E68C},
    {"lavender", 0xE6E6FA},
    {"lavenderblush", 0xFFF0F5},
    {"lawngreen", 0x7CFC00},
    {"lemonchiffon", 0xFFFACD},
    {"lightblue", 0xADD8E6},
    {"lightcoral", 0xF08080},
    {"lightcyan", 0xE0FFFF},
    {"lightgoldenrodyellow", 0xFAFAD2},
    {"lightgray", 0xD3D3D3},
    {"lightgreen", 0x90EE90},
    {"lightpink", 0xFFB6C1},
    {"lightsalmon", 0xFFA07A},
    {"lightseagreen", 0x20B2AA},
    {"lightskyblue", 0x87CEFA},
    {"lightslategray", 0x778899},
    {"lightsteelblue", 0xB0C4DE},
    {"lightyellow", 0xFFFFE0},
    {"lime", 0x00FF00},
    {"limegreen", 0x32CD32},
    {"linen", 0xFAF0E6},
    {"maroon", 0x800000},
    {"mediumaquamarine", 0x66CDAA},
    {"mediumblue", 0x0000CD},
    {"mediumorchid", 0xBA55D3},
    {"mediumpurple", 0x9370DB},
    {"mediumseagreen", 0x3CB371},
    {"mediumslateblue", 0x7B68EE},
    {"mediumspringgreen", 0x00FA9A},
    {"mediumturquoise", 0x48D1CC},
    {"mediumvioletred", 0xC71585},
    {"midnightblue", 0x191970},
    {"mintcream", 0xF5FFFA},
    {"mistyrose", 0xFFE4E1},
    {"moccasin", 0xFFE4B5},
    {"navajowhite", 0xFFDEAD},
    {"navy", 0x000080},
    {"oldlace", 0xFDF5E6},
    {"olive", 0x808000},
    {"olivedrab", 0x6B8E23},
    {"orange", 0xFFA500},
    {"orangered", 0xFF4500},
    {"orchid", 0xDA70D6},
    {"palegoldenrod", 0xEEE8AA},
    {"palegreen", 0x98FB98},
    {"paleturquoise", 0xAFEEEE},
    {"palevioletred", 0xDB7093},
    {"papayawhip", 0xFFEFD5},
    {"peachpuff", 0xFFDAB9},
    {"peru", 0xCD853F},
    {"pink", 0xFFC0CB},
    {"plum", 0xDDA0DD},
    {"powderblue", 0xB0E0E6},
    {"purple", 0x800080},
    {"red", 0xFF0000},
    {"rosybrown", 0xBC8F8F},
    {"royalblue", 0x4169E1},
    {"saddlebrown", 0x8B4513},
    {"salmon", 0xFA8072},
    {"sandybrown", 0xF4A460},
    {"seagreen", 0x2E8B57},
    {"seashell", 0xFFF5EE},
    {"sienna", 0xA0522D},
    {"silver", 0xC0C0C0},
    {"skyblue", 0x87CEEB},
    {"slateblue", 0x6A5ACD},
    {"slategray", 0x708090},
    {"snow", 0xFFFAFA},
    {"springgreen", 0x00FF7F},
    {"steelblue", 0x4682B4},
    {"tan", 0xD2B48C},
    {"teal", 0x008080},
    {"thistle", 0xD8BFD8},
    {"tomato", 0xFF6347},
    {"turquoise", 0x40E0D0},
    {"violet", 0xEE82EE},
    {"wheat", 0xF5DEB3},
    {"white", 0xFFFFFF},
    {"whitesmoke", 0xF5F5F5},
    {"yellow", 0xFFFF00},
    {"yellowgreen", 0x9ACD32},
}};

/// A number as it is written: its value and what stands behind it.
struct Measure {
  double value = 0;
  std::string_view unit;
};

std::optional<Measure> read_measure(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Measure measure;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), measure.value);
  if (status != std::errc()) return std::nullopt;
  measure.unit = std::string_view(end, text.data() + text.size());
  return measure;
}

/// Red, green or blue of 0 to 1: "255" or "100%".
std::optional<double> read_channel(const Measure& measure) {
  constexpr double kMost = 255;
  if (measure.unit.empty()) return std::clamp(measure.value / kMost, 0.0, 1.0);
  if (measure.unit == "%") return std::clamp(measure.value / 100, 0.0, 1.0);
  return std::nullopt;
}

bool is_opaque(const Measure& alpha) {
  if (alpha.unit.empty()) return alpha.value >= 1;
  return alpha.unit == "%" && alpha.value >= 100;
}

CssColor color_of(double red, double green, double blue) {
  constexpr double kMost = 255;
  const auto octet = [](double part) { return static_cast<CssColor>(std::lround(part * kMost)); };
  return octet(red) << 16 | octet(green) << 8 | octet(blue);
}

std::optional<CssColor> read_rgb(const std::vector<Measure>& parts) {
  const auto red = read_channel(parts[0]);
  const auto green = read_channel(parts[1]);
  const auto blue = read_channel(parts[2]);
  if (!red || !green || !blue) return std::nullopt;
  return color_of(*red, *green, *blue);
}

/// In degrees (CSS Values 4 section 7.1).
std::optional<double> read_angle(const Measure& measure) {
  constexpr double kHalfTurn = 180;
  constexpr double kGradsOfHalfTurn = 200;
  const std::string unit = fold(measure.unit);
  if (unit.empty() || unit == "deg") return measure.value;
  if (unit == "turn") return measure.value * 2 * kHalfTurn;
  if (unit == "grad") return measure.value * kHalfTurn / kGradsOfHalfTurn;
  if (unit == "rad") return measure.value * kHalfTurn / std::numbers::pi;
  return std::nullopt;
}

/// CSS Color Module Level 4 section 7. Where commas part it, percentages are such.
std::optional<CssColor> read_hsl(const std::vector<Measure>& parts, bool has_commas) {
  const auto angle = read_angle(parts[0]);
  const auto is_share = [&](const Measure& part) {
    return part.unit == "%" || (part.unit.empty() && !has_commas);
  };
  if (!angle || !is_share(parts[1]) || !is_share(parts[2])) return std::nullopt;
  const double saturation = std::clamp(parts[1].value / 100, 0.0, 1.0);
  const double light = std::clamp(parts[2].value / 100, 0.0, 1.0);
  const double reach = saturation * std::min(light, 1 - light);
  const auto part = [&](double n) {
    const double k = std::fmod(std::fmod(n + *angle / 30, 12) + 12, 12);
    return light - reach * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
  };
  return color_of(part(0), part(8), part(4));
}

/// The numbers in the brackets of a function, which blanks, commas or a slash part.
std::optional<std::vector<Measure>> read_arguments(std::span<const CssToken> inside) {
  std::vector<Measure> parts;
  for (const CssToken& token : inside) {
    const bool parts_them = token.kind == Kind::space || token.is(Kind::delimiter, ",") ||
                            token.is(Kind::delimiter, "/");
    if (parts_them) continue;
    const auto measure =
        token.kind == Kind::number ? read_measure(token.text) : std::optional<Measure>();
    if (!measure) return std::nullopt;
    parts.push_back(*measure);
  }
  return parts;
}

/// WCAG 2.2, "relative luminance".
double luminance(CssColor color) {
  const auto linear = [](CssColor octet) {
    const double part = static_cast<double>(octet & 0xFF) / 255;
    return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(color >> 16) + 0.7152 * linear(color >> 8) + 0.0722 * linear(color);
}

}  // namespace

std::span<const CssColorName> css_color_names() {
  return kNames;
}

std::optional<CssColor> find_css_color(std::string_view name) {
  std::string wanted = fold(name);
  if (wanted == "cyan") wanted = "aqua";
  if (wanted == "magenta") wanted = "fuchsia";
  if (const std::size_t grey = wanted.find("grey"); grey != std::string::npos)
    wanted.replace(grey, 4, "gray");
  for (const CssColorName& known : kNames) {
    if (known.name == wanted) return known.color;
  }
  return std::nullopt;
}

std::optional<CssColor> read_hex_color(std::string_view digits) {
  const std::string folded = fold(digits);
  const std::size_t size = folded.size();
  if (size != 3 && size != 4 && size != 6 && size != 8) return std::nullopt;
  std::string doubled;
  for (const char c : folded) doubled.append(size < 6 ? 2 : 1, c);
  std::uint32_t value = 0;
  const char* const past = doubled.data() + doubled.size();
  const auto [end, status] = std::from_chars(doubled.data(), past, value, 16);
  if (status != std::errc() || end != past) return std::nullopt;
  if (doubled.size() == 6) return value;
  const bool is_opaque = (value & 0xFF) == 0xFF;
  return is_opaque ? std::optional(value >> 8) : std::nullopt;
}

std::optional<CssColor> read_css_color(std::span<const CssToken> value) {
  if (value.size() == 1 && value[0].kind == Kind::identifier) return find_css_color(value[0].text);
  if (value.size() == 1 && value[0].kind == Kind::hash) return read_hex_color(value[0].text);
  if (value.size() < 2 || value[0].kind != Kind::function || value.back().kind != Kind::close)
    return std::nullopt;
  const auto parts = read_arguments(value.subspan(1, value.size() - 2));
  if (!parts || parts->size() < 3 || parts->size() > 4) return std::nullopt;
  if (parts->size() == 4 && !is_opaque((*parts)[3])) return std::nullopt;
  const std::string name = fold(value[0].text);
  if (name == "rgb" || name == "rgba") return read_rgb(*parts);
  if (name == "hsl" || name == "hsla") {
    const bool has_commas = std::any_of(value.begin(), value.end(), [](const CssToken& token) {
      return token.is(Kind::delimiter, ",");
    });
    return read_hsl(*parts, has_commas);
  }
  return std::nullopt;
}

double contrast_ratio(CssColor a, CssColor b) {
  constexpr double kFlare = 0.05;
  const double one = luminance(a) + kFlare;
  const double other = luminance(b) + kFlare;
  return std::max(one, other) / std::min(one, other);
}

}  // namespace almanach
