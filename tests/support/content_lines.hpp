#pragma once

#include <cstdlib>
#include <string_view>

#include "base/text.hpp"

namespace almanach::testing {

/// For fuzz targets: ends the program where something does not hold.
inline void require(bool holds) {
  if (!holds) std::abort();
}

/// That `text` is iCalendar's content lines (RFC 5545 section 3.1): UTF-8, CRLF, folded, without
/// control characters.
inline void require_content_lines(std::string_view text) {
  require(!find_invalid_utf8(text));
  for (std::size_t start = 0; start < text.size();) {
    const std::size_t end = text.find("\r\n", start);
    require(end != std::string_view::npos && end - start <= 75);
    const std::string_view line = text.substr(start, end - start);
    for (const char c : line) require(static_cast<unsigned char>(c) >= 0x20 || c == '\t');
    start = end + 2;
  }
}

}  // namespace almanach::testing
