#pragma once

#include <string>
#include <vector>

#include "dialect/dialect.hpp"

namespace almanach {

/// In which ways files that show `survey` are read otherwise under `now` than under `before`, a
/// sentence without full stop for each: "`date` is the day of publication, it was that of the
/// event". Empty where they are read alike. At most kMostChangesTold, and then how many more. Pure;
/// any thread.
std::vector<std::string> describe_changes(const Dialect& before, const Dialect& now,
                                          const Survey& survey);
inline constexpr std::size_t kMostChangesTold = 4;

}  // namespace almanach
