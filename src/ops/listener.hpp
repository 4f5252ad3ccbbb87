#pragma once

#include <string>
#include <vector>

#include "base/fd.hpp"
#include "config/config.hpp"

namespace almanach {

/// Opens listening sockets, non-blocking, for each address that the host's name stands for. Throws
/// std::runtime_error with the address and the system's reason when none can be had.
std::vector<FileDescriptor> open_listeners(const ListenAddress& address);

/// Whether a listening socket is bound to `address`, or to one of those that its name stands for;
/// false as well where that is no name of a host. May wait for the look-up of the name.
bool is_bound_to(const FileDescriptor& listener, const ListenAddress& address);

/// Where a listening socket is bound: "127.0.0.1:8080", "[::]:80"; "a local socket" for one that is
/// none of the internet.
std::string bound_address(const FileDescriptor& listener);

/// The port that a listening socket is bound to; 0 for a local (Unix) socket.
int bound_port(const FileDescriptor& listener);

}  // namespace almanach
