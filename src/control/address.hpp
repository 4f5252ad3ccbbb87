#pragma once

#include <optional>
#include <string>

#include "config/settings.hpp"

namespace almanach {

/// Where the control socket of the installed service is, and where its journal: see the unit.
inline constexpr const char* kServiceControl = "/run/almanach/control";
inline constexpr const char* kServiceState = "/var/lib/almanach";

/// Where a daemon makes its control socket: what the configuration says; else "control" in the
/// folder that systemd made for it (`runtime`, the value of RUNTIME_DIRECTORY: systemd.exec(5)),
/// else in the state folder. Empty: there is no place.
std::string control_socket_path(const StartSettings& start,
                                const std::optional<std::string>& runtime);

/// Where a command finds it: the first place where there is one of those that a daemon under this
/// configuration may have chosen, the service's among them unless the state is another's; the
/// likeliest where there is none.
std::string find_control_socket(const StartSettings& start,
                                const std::optional<std::string>& runtime);

/// Whether somebody answers at a local (Unix) socket: 0, or why a connection fails (errno).
/// ECONNREFUSED: a socket is there, and nobody listens any more.
int probe_local_socket(const std::string& path);

}  // namespace almanach
