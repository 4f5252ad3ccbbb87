#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/civil.hpp"
#include "model/zone.hpp"

namespace almanach {

/// A zone or an offset from UTC that a text names right behind a time of day.
struct ZoneMention {
  std::size_t offset = 0;  ///< bytes from the start of the text, brackets around it included
  std::size_t end = 0;
  std::string word;             ///< "CET", "heure de La Réunion", "Europe/Paris", "+02:00"
  std::optional<Offset> shift;  ///< of "+02:00", "UTC+2"; zero for "Z", "UTC", "GMT"

  bool is_zulu() const { return shift && shift->count() == 0 && word.find('0') == word.npos; }
};

/// Where "18:00-05:00" stands: hours from six to five, or a time with its offset.
enum class MinusMeans { range, offset };

/// The zones beside the times of `text`, in the order written: abbreviations in capitals, names of
/// the IANA database, "heure de Guadeloupe", "Paris time", "Eastern", offsets. A word in capitals
/// that is no zone ("14H MJC") is none; one that looks like an abbreviation behind a time that ends
/// the text ("19:00 XYT") is. At most a few: the search ends after eight. Pure; any thread.
std::vector<ZoneMention> find_zone_mentions(std::string_view text, MinusMeans minus);

/// `text` with each of `mentions` replaced by spaces.
std::string without_zones(std::string_view text, const std::vector<ZoneMention>& mentions);

/// Whether a "+" with digits right behind a time is left in a text without its zones: an offset
/// that no zone has. Pure; any thread.
bool has_odd_offset(std::string_view plain);

/// Whether `word` is what the clocks of `zone` are called, but at another time of the year than at
/// `wall`: "EST" in July. Pure; any thread.
bool is_other_season(std::string_view word, const Zone& zone, WallTime wall);

/// What a zone word means: a zone or a message.
struct ZoneMeaning {
  std::optional<Zone> zone;
  std::string message;  ///< why there is none
  std::string hint;     ///< what to write instead
};

/// The zone that `word` names beside a local time of an event in `own`, which wins where its clocks
/// are called so: "IST" is the zone's own in Asia/Kolkata, and ambiguous anywhere else. Refused:
/// what means several zones, and what is not known. Pure; any thread.
ZoneMeaning read_zone_word(std::string_view word, const Zone& own);

}  // namespace almanach
