#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/event.hpp"
#include "model/property_line.hpp"

namespace almanach {

/// An event's property line as all calendar programs read it (RFC 5545 sections 3.1 to 3.3),
/// whoever wrote it: names and words of the grammar in capitals, texts escaped, addresses encoded
/// (RFC 3986), a point with a semicolon, a date with what its kind says and nothing else. Empty
/// where the value is none of its property or of the type that VALUE names. One date a line, a rule
/// and a length as they stand: who has read them writes them. Any thread.
std::optional<std::string> write_canonical(const PropertyLine& property);

/// The word of a property of the kind PropertyKind::word, in capitals: "CANCELLED" for "Canceled"
/// too. Empty where it is none of that property's.
std::string read_ics_word(const PropertyLine& property);

/// The point of a GEO: parted by a semicolon, or by a comma, as some programs write it. Empty: none
/// on this earth.
std::optional<GeoPoint> read_ics_point(std::string_view value);

}  // namespace almanach
