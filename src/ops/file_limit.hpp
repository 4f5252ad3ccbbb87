#pragma once

#include <cstdint>

namespace almanach {

/// Lets the process have as many open files as the system allows it, since each connection is one
/// and the usual soft limit is a thousand. Returns how many that is.
std::uint64_t raise_file_limit();

/// How many of so many open files may be connections. The others, 128 or half of them where that is
/// less, are kept back for what has to go on whatever clients do: content files, the journal, the
/// caches, the log. Any thread.
std::uint64_t connections_within(std::uint64_t files);

}  // namespace almanach
