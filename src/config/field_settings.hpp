#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/problem.hpp"
#include "base/yaml.hpp"

namespace almanach {

/// Where front matter keeps a field of an event: names in the order that they are looked up.
struct FieldNames {
  std::vector<std::string> names;
  bool only = false;  ///< replaces the built-in names; otherwise looked up before them

  bool operator==(const FieldNames&) const = default;
};
using FieldSettings = std::map<std::string, FieldNames>;  ///< by field, see front_matter_fields()

/// Reads what stands under `fields:` of the configuration or a feed.yml. `file` names it in
/// problems. What is wrong is appended to `problems` and left out. Any thread.
FieldSettings read_field_settings(const YamlNode& value, const std::string& file,
                                  Problems& problems);

}  // namespace almanach
