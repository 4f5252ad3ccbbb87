#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace almanach {

/// The name of a zone of the system's zone data that somebody probably meant by `written`: "paris",
/// "europe/paris" and "Europe/Pariss" are Europe/Paris. Empty where none is near, and where the
/// system has no list of its zones (tzdata.zi). Any thread.
std::string nearest_zone_name(std::string_view written);

/// All names of the system's zones, sorted; none where it has no list of them. Any thread.
const std::vector<std::string>& zone_names();

/// The zone that Outlook and Windows call by that name: "Romance Standard Time" is Europe/Paris (as
/// Unicode's CLDR has it). Empty where they call none so. Any thread.
std::string find_windows_zone_name(std::string_view name);

}  // namespace almanach
