#include "model/zone_names.hpp"

#include <unicode/ucal.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <vector>

#include "base/text.hpp"
#include "model/zone.hpp"

namespace almanach {
namespace {

/// Out of the zone data's source: "Z Europe/Paris ..." for a zone, "L Europe/Paris France" for
/// another name of it.
std::vector<std::string> read_zone_names() {
  const char* directory = std::getenv("TZDIR");  // NOLINT(concurrency-mt-unsafe): never set here
  std::ifstream source(std::string(directory != nullptr ? directory : "/usr/share/zoneinfo") +
                       "/tzdata.zi");
  std::vector<std::string> names;
  std::string line;
  while (std::getline(source, line)) {
    std::istringstream words(line);
    std::string kind;
    std::string name;
    words >> kind >> name;
    if (kind == "L") words >> name;
    if ((kind == "L" || kind == "Z") && Zone::find(name)) names.push_back(name);
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace

const std::vector<std::string>& zone_names() {
  static const std::vector<std::string> kNames = read_zone_names();
  return kNames;
}

std::string nearest_zone_name(std::string_view written) {
  std::string wanted = fold(trim(written));
  std::replace(wanted.begin(), wanted.end(), ' ', '_');
  for (const std::string& name : zone_names()) {
    const std::string folded = fold(name);
    if (folded == wanted || folded.ends_with("/" + wanted)) return name;
  }
  return nearest(wanted, zone_names());
}

std::string find_windows_zone_name(std::string_view name) {
  constexpr std::size_t kLongest = 60;
  // ICU takes UTF-16; what is not ASCII is none of these names.
  std::u16string wide;
  for (const char c : name.substr(0, kLongest)) {
    if (c <= 0) return {};
    wide += static_cast<char16_t>(c);
  }
  std::array<UChar, kLongest> found{};
  UErrorCode status = U_ZERO_ERROR;
  const int length = ucal_getTimeZoneIDForWindowsID(wide.data(), static_cast<int>(wide.size()),
                                                    nullptr, found.data(), kLongest, &status);
  if (U_FAILURE(status) != 0) return {};
  std::string zone;
  for (int i = 0; i < length; ++i) zone += static_cast<char>(found.at(static_cast<std::size_t>(i)));
  return zone;
}

}  // namespace almanach
