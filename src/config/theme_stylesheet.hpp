#pragma once

#include <string>
#include <string_view>

#include "base/problem.hpp"

namespace almanach {

/// Tells in `problems`, as errors of `file`, what keeps a stylesheet from standing in our pages: it
/// is not UTF-8, would end the element that it stands in, leaves something open, holds text and no
/// rule, or loads something from elsewhere (CSS Values 4 section 4.5, CSS Cascade 4 section 2):
/// what a page loads is ours to answer for. Pictures that stand in it as data are allowed. Any
/// thread.
void check_stylesheet(std::string_view text, const std::string& file, Problems& problems);

}  // namespace almanach
