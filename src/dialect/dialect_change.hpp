#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"

namespace almanach {

/// In which ways a folder is read otherwise under `now` than under `before`, a sentence without
/// full stop for each: "`date` is the day of publication, it was that of the event". Empty where
/// nothing is. At most kMostChangesTold, and then how many more. Pure; any thread.
std::vector<std::string> describe_changes(const Dialect& before, const Dialect& now);
inline constexpr std::size_t kMostChangesTold = 4;

}  // namespace almanach
