#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/fd.hpp"

namespace almanach {

/// Where systemd puts the first socket that it passes (SD_LISTEN_FDS_START of sd_listen_fds(3)).
inline constexpr int kFirstPassedDescriptor = 3;

/// The listening sockets that systemd opened for us, bound already, from the values of LISTEN_FDS
/// and LISTEN_PID: they are the `count` descriptors from `first` on, now owned by the result and
/// closed on exec and non-blocking (systemd passes them blocking). Empty when none are passed to
/// `own_pid`. To be called once: a second owner would close another's socket. Throws
/// std::runtime_error when the count is no number, or a descriptor is not a listening stream
/// socket.
std::vector<FileDescriptor> take_passed_sockets(const std::optional<std::string>& count,
                                                const std::optional<std::string>& pid, int own_pid,
                                                int first = kFirstPassedDescriptor);

/// The sockets that this process's environment names. To be called once. Throws
/// std::runtime_error, as above.
std::vector<FileDescriptor> take_passed_sockets();

}  // namespace almanach
