#include "model/zone_names.hpp"

#include <unicode/ucal.h>

#include <algorithm>
#include <array>
#include <memory>
#include <vector>

#include "base/text.hpp"
#include "model/zone.hpp"
#include "model/zone_data.hpp"

namespace almanach {
namespace {

constexpr std::size_t kLongest = 60;

/// ICU takes UTF-16; what is not ASCII is no name of a zone.
std::u16string widen(std::string_view name) {
  std::u16string wide;
  for (const char c : name.substr(0, kLongest)) {
    if (c <= 0) return {};
    wide += static_cast<char16_t>(c);
  }
  return wide;
}

std::string narrow(const std::array<UChar, kLongest>& wide, int length) {
  std::string text;
  for (int i = 0; i < length; ++i) text += static_cast<char>(wide.at(static_cast<std::size_t>(i)));
  return text;
}

/// The one name that ICU has for all names of a zone; empty: it knows no such zone.
std::string icu_name(std::string_view name) {
  const std::u16string wide = widen(name);
  std::array<UChar, kLongest> found{};
  UErrorCode status = U_ZERO_ERROR;
  UBool is_known = 0;
  const int length = ucal_getCanonicalTimeZoneID(wide.data(), static_cast<int>(wide.size()),
                                                 found.data(), kLongest, &is_known, &status);
  return U_FAILURE(status) != 0 || is_known == 0 ? std::string() : narrow(found, length);
}

/// Whether the clocks of both show the same in winter and in summer.
bool are_alike(const std::string& name, const std::string& other) {
  const auto one = Zone::find(name);
  const auto two = Zone::find(other);
  constexpr std::array<int, 2> kMonths = {1, 7};
  return one && two && std::all_of(kMonths.begin(), kMonths.end(), [&](int month) {
           const Instant instant = Zone().place(WallTime(2026, month, 1)).instant;
           return one->state(instant).offset == two->state(instant).offset;
         });
}

/// What a slip of a letter or two makes `wanted` of, where that is certain.
std::string nearest_by_letters(const std::string& wanted, const std::vector<std::string>& names) {
  constexpr std::size_t kMostSlips = 2;
  std::vector<std::string> near = all_near(wanted, names);
  const auto slips = [&](const std::string& name) {
    return edit_distance(wanted, fold(name), kMostSlips);
  };
  if (near.empty() || slips(near.front()) > kMostSlips) return {};
  const std::size_t fewest = slips(near.front());
  const bool alike = std::all_of(near.begin(), near.end(), [&](const std::string& name) {
    return slips(name) > fewest || are_alike(near.front(), name);
  });
  return alike ? near.front() : std::string();
}

std::string present_name(const std::string& name) {
  const auto zone = Zone::find(name);
  return zone ? zone->name() : name;
}

}  // namespace

std::string nearest_zone_name(std::string_view written) {
  const std::shared_ptr<const ZoneData> data = zone_data();
  std::string wanted = fold(trim(written));
  std::replace(wanted.begin(), wanted.end(), ' ', '_');
  for (const std::string& name : data->names()) {
    const std::string folded = fold(name);
    if (folded == wanted || folded.ends_with("/" + wanted)) return present_name(name);
  }
  if (const std::string known = icu_name(trim(written)); !known.empty()) {
    for (const std::string& name : data->names()) {
      if (icu_name(name) == known) return present_name(name);
    }
    return {};
  }
  return nearest_by_letters(wanted, data->names());
}

std::string find_windows_zone_name(std::string_view name) {
  const std::u16string wide = widen(name);
  std::array<UChar, kLongest> found{};
  UErrorCode status = U_ZERO_ERROR;
  const int length = ucal_getTimeZoneIDForWindowsID(wide.data(), static_cast<int>(wide.size()),
                                                    nullptr, found.data(), kLongest, &status);
  return U_FAILURE(status) != 0 ? std::string() : narrow(found, length);
}

std::optional<Offset> icu_offset(const std::string& zone, Instant instant) {
  if (icu_name(zone).empty()) return std::nullopt;
  const std::u16string wide = widen(zone);
  UErrorCode status = U_ZERO_ERROR;
  const std::unique_ptr<UCalendar, decltype(&ucal_close)> calendar(
      ucal_open(wide.data(), static_cast<int>(wide.size()), "", UCAL_GREGORIAN, &status),
      &ucal_close);
  constexpr double kMilliseconds = 1'000;
  const auto seconds = static_cast<double>(instant.time_since_epoch().count());
  ucal_setMillis(calendar.get(), seconds * kMilliseconds, &status);
  const int standard = ucal_get(calendar.get(), UCAL_ZONE_OFFSET, &status);
  const int summer = ucal_get(calendar.get(), UCAL_DST_OFFSET, &status);
  if (U_FAILURE(status) != 0) return std::nullopt;
  return Offset((standard + summer) / static_cast<int>(kMilliseconds));
}

std::string icu_release() {
  UErrorCode status = U_ZERO_ERROR;
  const char* release = ucal_getTZDataVersion(&status);
  return U_FAILURE(status) != 0 ? std::string() : std::string(release);
}

}  // namespace almanach
