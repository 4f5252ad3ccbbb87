#pragma once

#include <cstddef>
#include <string_view>

#include "base/tree.hpp"

namespace almanach {

struct JsonReading {
  YamlReading tree;     ///< as of the same values in YAML; text in quotes is `quoted`
  std::size_t end = 0;  ///< what follows the object begins here; 0 with a fault
};

/// Reads one JSON document, comments among it passed over, into the tree that YAML is read into:
/// numbers and `true` as they are written. Positions count from `first_line`. Refused: what JSON is
/// not, invalid UTF-8, and what is beyond the limits of base/content_limits.hpp. Takes a time that
/// grows with the text's length alone, and no stack that grows with its depth. Any thread.
YamlReading read_json(std::string_view text, int first_line = 1);

/// Reads the JSON object that `text` begins with; anything may follow. See read_json(). Any thread.
JsonReading read_json_object(std::string_view text, int first_line = 1);

}  // namespace almanach
