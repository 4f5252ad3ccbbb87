#pragma once

#include <string>
#include <string_view>

namespace almanach {

/// The name of a zone of the system's zone data that somebody probably meant by `written`: "paris",
/// "europe/paris" and "Europe/Pariss" are Europe/Paris. Empty where none is near, and where the
/// system has no list of its zones (tzdata.zi). Any thread.
std::string nearest_zone_name(std::string_view written);

}  // namespace almanach
