#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace almanach {

/// A colour in both forms that calendars take.
struct NamedColor {
  /// The CSS3 name, or the nearest one: RFC 7986 section 5.9 allows nothing else.
  std::string name;
  std::string hex;  ///< "#RRGGBB", upper case: X-APPLE-CALENDAR-COLOR
};

/// Reads a CSS3 colour name or #RGB, #RRGGBB; empty for anything else. Any thread.
std::optional<NamedColor> find_color(std::string_view text);

}  // namespace almanach
