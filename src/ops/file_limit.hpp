#pragma once

#include <cstdint>

namespace almanach {

/// Lets the process have as many open files as the system allows it, since each connection is one
/// and the usual soft limit is a thousand. Returns how many that is.
std::uint64_t raise_file_limit();

}  // namespace almanach
