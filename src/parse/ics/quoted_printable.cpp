#include "parse/ics/quoted_printable.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "model/text_value.hpp"
#include "parse/ics/property_rules.hpp"

namespace almanach {
namespace {

/// Code page 1252 from 0x80 to 0x9F; 0 where it has nothing.
constexpr std::array<char32_t, 32> kWindows = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  return std::nullopt;
}

/// RFC 2045 section 6.7: "=E9" is an octet; what is no escape stays.
std::string decode(std::string_view value) {
  std::string octets;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const auto high = value[i] == '=' && i + 2 < value.size() ? hex_digit(value[i + 1])
                                                              : std::optional<unsigned>();
    const auto low = high ? hex_digit(value[i + 2]) : std::nullopt;
    octets += low ? static_cast<char>(*high * 16 + *low) : value[i];
    if (low) i += 2;
  }
  return octets;
}

std::string from_windows(std::string_view octets) {
  std::string text;
  for (const char c : octets) {
    const auto octet = static_cast<unsigned char>(c);
    const bool moved = octet >= 0x80 && octet < 0xA0;
    const char32_t code = moved ? kWindows.at(octet - 0x80U) : char32_t{octet};
    if (code != 0) append_utf8(text, code);
  }
  return text;
}

}  // namespace

bool is_quoted_printable(const PropertyLine& property) {
  return equal_but_for_case(property.parameter("ENCODING"), "QUOTED-PRINTABLE");
}

std::string decode_quoted_printable(const PropertyLine& property) {
  std::string text = decode(property.value);
  if (find_invalid_utf8(text)) text = from_windows(text);
  text = clean(text);
  const PropertyKind kind = rule_of(property.name).kind;
  if (kind == PropertyKind::text) {
    text = escape_text(unescape_text(text));
  } else {
    std::replace(text.begin(), text.end(), '\n', ' ');
  }
  std::string line(property.name);
  for (std::string_view rest = property.parameters; !rest.empty();) {
    const PropertyParameter one = take_parameter(rest);
    const bool of_coding =
        equal_but_for_case(one.name, "ENCODING") || equal_but_for_case(one.name, "CHARSET");
    if (!of_coding) line.append(";").append(one.name).append("=").append(one.value);
  }
  return line + ':' + text;
}

}  // namespace almanach
