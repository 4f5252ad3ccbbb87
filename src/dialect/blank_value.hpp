#pragma once

#include "base/text.hpp"
#include "base/tree.hpp"

namespace almanach {

/// Whether a key with this value says nothing: null, or text of blanks alone. Any thread.
inline bool is_blank(const YamlNode& value) {
  return value.is_null() || (value.is_scalar() && trim(value.scalar).empty());
}

}  // namespace almanach
