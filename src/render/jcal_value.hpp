#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// The values of a property as jCal has them.
struct JcalValues {
  std::string type;                            ///< "date-time"
  std::vector<nlohmann::ordered_json> values;  ///< one, or more where the property takes a list
};

/// Reads the value of the property `name` (in any case), as RFC 7265 section 3.6 has each type.
/// `declared` is what the VALUE parameter says; empty: the property's own type. Any thread.
JcalValues read_jcal_values(std::string_view name, std::string_view declared,
                            std::string_view value);

}  // namespace almanach
