#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "model/civil.hpp"

namespace almanach {

/// The name of a zone of the system's zone data that somebody probably meant by `written`: "paris",
/// "europe/paris" and "Europe/Pariss" are Europe/Paris. A name that ICU knows and the system does
/// not means the zone that is the same, and no other however near its name is. Empty where none is
/// near, or several are whose clocks differ. Any thread.
std::string nearest_zone_name(std::string_view written);

/// The zone that Outlook and Windows call by that name: "Romance Standard Time" is Europe/Paris (as
/// Unicode's CLDR has it). Empty where they call none so. Any thread.
std::string find_windows_zone_name(std::string_view name);

/// The offset from UTC that ICU has for the zone at `instant`; empty where it knows no such zone.
/// It has tables of its own, of the release icu_release(). Any thread.
std::optional<Offset> icu_offset(const std::string& zone, Instant instant);
std::string icu_release();

}  // namespace almanach
