#pragma once

#include <string>
#include <vector>

#include "base/fd.hpp"
#include "config/config.hpp"

namespace almanach {

/// Opens listening sockets, non-blocking, for each address that the host's name stands for. Throws
/// std::runtime_error with the address and the system's reason when none can be had.
std::vector<FileDescriptor> open_listeners(const ListenAddress& address);

/// The port that a listening socket is bound to; 0 for a local (Unix) socket.
int bound_port(const FileDescriptor& listener);

}  // namespace almanach
