#pragma once

#include <optional>
#include <string>

#include "model/property_line.hpp"

namespace almanach {

/// Whether the line is written in quoted-printable: vCalendar 1.0's way to write texts, which some
/// exporters go on with and calendar programs of today show as it stands. Any thread.
bool is_quoted_printable(const PropertyLine& property);

/// That line as iCalendar has it: decoded, in UTF-8, with its escapes and without the parameters
/// that told its coding. What is not UTF-8 is taken for Windows' Latin characters (code page 1252).
/// Any thread.
std::string decode_quoted_printable(const PropertyLine& property);

}  // namespace almanach
