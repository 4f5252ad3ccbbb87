#include "parse/file_work.hpp"

#include "model/zone_names.hpp"

namespace almanach {

const std::string& guess_zone(const std::string& name, FileWork& work) {
  // Apart from keys, which are slips for something else.
  return work.guess("zone " + name, [&] { return nearest_zone_name(name); });
}

}  // namespace almanach
