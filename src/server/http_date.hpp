#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// "Wed, 10 May 2023 12:00:00 GMT" (RFC 9110 section 5.6.7).
std::string format_http_date(Instant instant);

/// Reads such a date, the preferred form only; empty for anything else.
std::optional<Instant> read_http_date(std::string_view text);

}  // namespace almanach
