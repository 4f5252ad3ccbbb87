#pragma once

#include <optional>
#include <string_view>

#include "parse/dates.hpp"

namespace almanach {

/// The day with which a file's name begins ("2027-05-10-bal.md"), or that of its folder where the
/// file is that folder's index ("2027-05-10-bal/index.md"). Empty: none, or no day of the calendar.
/// `path` is below the content folder. Any thread.
std::optional<WrittenDate> day_of_name(std::string_view path);

}  // namespace almanach
