#include "parse/zone_table.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "base/text.hpp"
#include "model/zone_data.hpp"

namespace almanach {
namespace {

/// Abbreviations: the zone is the one for which Unicode's CLDR names the group of zones
/// (metaZones.xml, territory 001), since their clocks agree. None is here that tzdata or common use
/// gives to zones whose clocks differ, but as ambiguous.
constexpr auto kAbbreviations = std::to_array<ZoneAbbreviation>({
    {"ACDT", "Australia/Adelaide"},
    {"ACST", "Australia/Adelaide"},
    {"AEDT", "Australia/Sydney"},
    {"AEST", "Australia/Sydney"},
    {"AKDT", "America/Anchorage"},
    {"AKST", "America/Anchorage"},
    {"AWST", "Australia/Perth"},
    {"BRT", "America/Sao_Paulo"},
    {"CAT", "Africa/Maputo"},
    {"CEST", "Europe/Paris"},
    {"CET", "Europe/Paris"},
    {"EAT", "Africa/Nairobi"},
    {"EDT", "America/New_York"},
    {"EEST", "Europe/Bucharest"},
    {"EET", "Europe/Bucharest"},
    {"EST", "America/New_York"},
    {"ET", "America/New_York"},
    {"HKT", "Asia/Hong_Kong"},
    {"HST", "Pacific/Honolulu"},
    {"JST", "Asia/Tokyo"},
    {"KST", "Asia/Seoul"},
    {"MDT", "America/Denver"},
    {"MSK", "Europe/Moscow"},
    {"MT", "America/Denver"},
    {"NDT", "America/St_Johns"},
    {"NPT", "Asia/Kathmandu"},
    {"NST", "America/St_Johns"},
    {"NZDT", "Pacific/Auckland"},
    {"NZST", "Pacific/Auckland"},
    {"PDT", "America/Los_Angeles"},
    {"PKT", "Asia/Karachi"},
    {"PT", "America/Los_Angeles"},
    {"SAST", "Africa/Johannesburg"},
    {"SGT", "Asia/Singapore"},
    {"TRT", "Europe/Istanbul"},
    {"WAT", "Africa/Lagos"},
    {"WEST", "Europe/Lisbon"},
    {"WET", "Europe/Lisbon"},
    {"WIB", "Asia/Jakarta"},
    {"PST", "America/Los_Angeles"},
    {"ADT", "America/Halifax"},
    {"CT", "America/Chicago"},
    {"CDT", ""},
    {"CST", ""},
    {"IST", ""},
    {"BST", ""},
    {"AST", ""},
    {"MST", ""},
    {"SST", ""},
    {"WST", ""},
    {"GST", ""},
    {"ECT", ""},
    {"AMT", ""},
    {"PYT", ""},
});

/// Places by the name people use that is not the last part of a name in the zone database.
constexpr auto kPlaces = std::to_array<ZoneAbbreviation>({
    {"antilles", "America/Martinique"},
    {"central", "America/Chicago"},
    {"eastern", "America/New_York"},
    {"france", "Europe/Paris"},
    {"france metropolitaine", "Europe/Paris"},
    {"guyane", "America/Cayenne"},
    {"la reunion", "Indian/Reunion"},
    {"metropole", "Europe/Paris"},
    {"montreal", "America/Toronto"},
    {"mountain", "America/Denver"},
    {"nouvelle-caledonie", "Pacific/Noumea"},
    {"pacific", "America/Los_Angeles"},
    {"polynesie", "Pacific/Tahiti"},
    {"quebec", "America/Toronto"},
    {"saint-pierre-et-miquelon", "America/Miquelon"},
    {"bruxelles", "Europe/Brussels"},
    {"londres", "Europe/London"},
    {"geneve", "Europe/Zurich"},
    {"alger", "Africa/Algiers"},
    {"le caire", "Africa/Cairo"},
    {"lisbonne", "Europe/Lisbon"},
    {"mayotte", "Indian/Mayotte"},
});

template <std::size_t N>
const ZoneAbbreviation* look_up(const std::array<ZoneAbbreviation, N>& table,
                                std::string_view word) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const ZoneAbbreviation& entry) {
    return entry.word == word;
  });
  return found == table.end() ? nullptr : &*found;
}

}  // namespace

const ZoneAbbreviation* find_abbreviation(std::string_view word) {
  return look_up(kAbbreviations, word);
}

std::string find_place(std::string_view name) {
  const std::string folded = fold(trim(name));
  if (const ZoneAbbreviation* place = look_up(kPlaces, folded)) return std::string(place->zone);
  std::string wanted = folded;
  std::replace(wanted.begin(), wanted.end(), ' ', '_');
  std::string found;
  const std::shared_ptr<const ZoneData> data = zone_data();
  for (const std::string& zone : data->names()) {
    if (!zone.ends_with(wanted) && !fold(zone).ends_with("/" + wanted)) continue;
    const std::string folded_zone = fold(zone);
    if (folded_zone.ends_with("/" + wanted) && folded_zone.find("etc/") != 0) {
      if (found.empty() || zone.size() < found.size()) found = zone;
    }
  }
  return found;
}

}  // namespace almanach
