#include "model/zone_names.hpp"

#include <algorithm>
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

std::string nearest_zone_name(std::string_view written) {
  static const std::vector<std::string> kNames = read_zone_names();
  std::string wanted = fold(trim(written));
  std::replace(wanted.begin(), wanted.end(), ' ', '_');
  for (const std::string& name : kNames) {
    const std::string folded = fold(name);
    if (folded == wanted || folded.ends_with("/" + wanted)) return name;
  }
  return nearest(wanted, kNames);
}

}  // namespace almanach
