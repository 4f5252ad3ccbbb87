#pragma once

#include <string_view>

namespace almanach {

/// The next item of a comma-separated list, trimmed, taken off `rest` (RFC 9110 section 5.6.1).
/// Commas in quotes do not part. Any thread.
std::string_view take_item(std::string_view& rest);

/// The weight of parameters such as ";q=0.5" in thousandths (RFC 9110 section 12.4.2): 1000 where
/// none is given, 0 where it cannot be read. Any thread.
int weight_of(std::string_view parameters);

}  // namespace almanach
