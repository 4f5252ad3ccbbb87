#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace almanach {

/// A length of time as people write it: "90s", "30min", "1h", "1h30", "2 heures", "30d", "2 jours",
/// "1w", "1.5h", "PT1H30M", or a clock form "01:30", "01:30:00". Empty when it is none, is
/// negative, or is over 100 years.
std::optional<std::chrono::seconds> read_duration(std::string_view text);

}  // namespace almanach
