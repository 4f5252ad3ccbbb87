#pragma once

#include <string>

#include "base/fd.hpp"

namespace almanach {

/// Where an open file or folder really lies: absolute, no link on the way, as the kernel knows it
/// now. Asked of the descriptor, so that nothing can be exchanged in between. Empty where that is
/// not to be found out (/proc is missing). Any thread.
std::string real_path_of(int descriptor);

/// Whether an open file or folder lies in or below the folder whose real path is `real_root`; false
/// where that is not to be found out. Any thread.
bool lies_inside(int descriptor, const std::string& real_root);

/// Opens `path` below an open folder, with the flags of open(2) but for O_CREAT, where no link is
/// on the way: what is opened lies inside, and needs not be asked where it is. Empty where a link
/// is (as the last part, too), where nothing is, or where the kernel or a sandbox lacks openat2(2).
/// Any thread.
FileDescriptor open_without_links(int folder, const std::string& path, int flags);

}  // namespace almanach
