#pragma once

#include <memory>
#include <string>

#include "base/problem.hpp"
#include "config/theme.hpp"

namespace almanach {

/// The theme that `written` names, its files read: paths that are not absolute begin at the folder
/// of `config_file`. Null, with an error in `problems` for each cause, where a file cannot be read,
/// is too large, or is not what it has to be: what would end the stylesheet in a page, leave it
/// open or load something from elsewhere is refused with the line and the column that it stands in.
/// Reads the disk. Any thread.
std::shared_ptr<const Theme> load_theme(const Theme& written, const std::string& config_file,
                                        Problems& problems);

}  // namespace almanach
