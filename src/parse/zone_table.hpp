#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// An abbreviation that people write behind a time, or another short name of a zone.
struct ZoneAbbreviation {
  std::string_view word;
  std::string_view zone;  ///< of the zone database; empty: the word means several
};

/// The abbreviation `word` ("EST", in capitals); null where it is none that is known. Any thread.
const ZoneAbbreviation* find_abbreviation(std::string_view word);

/// The name of the zone of a place ("La Réunion", "Québec", "Eastern", the last part of any name of
/// the zone database); empty where none is known. Any thread.
std::string find_place(std::string_view name);

}  // namespace almanach
