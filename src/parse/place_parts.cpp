#include "parse/place_parts.hpp"

#include <initializer_list>
#include <string_view>

#include "base/text.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

using Names = std::initializer_list<std::string_view>;

/// The text under the first of `names` that has one.
std::string find_part(const YamlNode& place, Names names) {
  for (const std::string_view name : names) {
    const YamlNode* part = place.find(name);
    if (part == nullptr) continue;
    std::string text = part->is_mapping() ? read_place_parts(*part) : read_inline(text_of(*part));
    if (!text.empty()) return text;
  }
  return "";
}

void append(std::string& line, const std::string& part, std::string_view sign) {
  if (part.empty() || fold(line).find(fold(part)) != std::string::npos) return;
  if (!line.empty()) line += sign;
  line += part;
}

}  // namespace

std::string read_place_parts(const YamlNode& place) {
  std::string line = find_part(place, {"name", "nom", "title", "titre", "venue", "lieu", "place"});
  append(line, find_part(place, {"room", "salle"}), ", ");
  append(line,
         find_part(place, {"street", "rue", "address", "adresse", "street_address", "streetAddress",
                           "line1"}),
         ", ");
  std::string town = find_part(place, {"postcode", "postal_code", "postalCode", "zip", "zipcode",
                                       "code_postal", "codePostal", "cp"});
  append(town,
         find_part(place, {"city", "ville", "town", "commune", "locality", "addressLocality"}),
         " ");
  append(line, town, ", ");
  append(line, find_part(place, {"region", "state", "addressRegion"}), ", ");
  append(line, find_part(place, {"country", "pays", "addressCountry"}), ", ");
  return line;
}

}  // namespace almanach
