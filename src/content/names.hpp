#pragma once

#include <string_view>

namespace almanach {

/// Whether a file or folder of this name (one part of a path) is no content: hidden (a leading dot,
/// so also Emacs' `.#lock` and vim's `.x.swp`), what editors, merges and uploads leave beside the
/// file that is meant, or a folder that packages of programs are put into (`node_modules`).
bool is_ignored_name(std::string_view name);

}  // namespace almanach
