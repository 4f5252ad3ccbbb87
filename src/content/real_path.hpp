#pragma once

#include <string>

namespace almanach {

/// Where an open file or folder really lies: absolute, no link on the way, as the kernel knows it
/// now. Asked of the descriptor, so that nothing can be exchanged in between. Empty where that is
/// not to be found out (/proc is missing). Any thread.
std::string real_path_of(int descriptor);

/// Whether an open file or folder lies in or below the folder whose real path is `real_root`; false
/// where that is not to be found out. Any thread.
bool lies_inside(int descriptor, const std::string& real_root);

}  // namespace almanach
