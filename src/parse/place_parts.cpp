#include "parse/place_parts.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <span>
#include <string_view>

#include "base/text.hpp"
#include "parse/short_text.hpp"
#include "parse/text/rich_text.hpp"

namespace almanach {
namespace {

using Names = std::span<const std::string_view>;

constexpr auto kPostcodes = std::to_array<std::string_view>(
    {"postcode", "postal_code", "postalCode", "zip", "zipcode", "code_postal", "codePostal", "cp"});
constexpr auto kTowns = std::to_array<std::string_view>(
    {"city", "ville", "town", "commune", "locality", "addressLocality"});

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

std::string find_part(const YamlNode& place, std::initializer_list<std::string_view> names) {
  return find_part(place, Names(names.begin(), names.size()));
}

/// Whatever the case of ASCII letters.
bool is_same_name(std::string_view key, std::string_view name) {
  constexpr unsigned kCase = 0x20;
  return std::equal(key.begin(), key.end(), name.begin(), name.end(), [](char a, char b) {
    return (static_cast<unsigned>(a) | kCase) == (static_cast<unsigned>(b) | kCase);
  });
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
  std::string town = find_part(place, kPostcodes);
  append(town, find_part(place, kTowns), " ");
  append(line, town, ", ");
  append(line, find_part(place, {"region", "state", "addressRegion"}), ", ");
  append(line, find_part(place, {"country", "pays", "addressCountry"}), ", ");
  return line;
}

std::string read_places(const YamlNode& list) {
  std::string line;
  for (const YamlNode& place : list.items)
    append(line, place.is_mapping() ? read_place_parts(place) : read_inline(text_of(place)), "; ");
  return line;
}

std::string read_town(const YamlNode& holder) {
  constexpr std::size_t kLongestCode = 10;
  const auto find = [&](Names names) -> std::string {
    for (const YamlNode::Entry& entry : holder.entries) {
      const bool is_part = entry.value.is_scalar() && !entry.value.scalar.empty() &&
                           std::any_of(names.begin(), names.end(), [&](std::string_view name) {
                             return is_same_name(entry.key, name);
                           });
      if (is_part) return read_inline(entry.value.scalar);
    }
    return "";
  };
  std::string line = find(kPostcodes);
  // A "zip" may be a file.
  const bool is_code = line.size() <= kLongestCode &&
                       line.find_first_of("0123456789") != std::string::npos &&
                       line.find_first_of("./") == std::string::npos;
  if (!is_code) line.clear();
  append(line, find(kTowns), " ");
  return line;
}

}  // namespace almanach
