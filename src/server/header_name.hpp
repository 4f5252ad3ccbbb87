#pragma once

#include <string_view>

namespace almanach {

/// Whether two header names are the same: ASCII letters in any case (RFC 9110 section 5.1). Any
/// thread.
bool same_name(std::string_view a, std::string_view b);

}  // namespace almanach
