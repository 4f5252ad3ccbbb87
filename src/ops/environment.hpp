#pragma once

#include <optional>
#include <string>

namespace almanach {

/// The value of an environment variable; empty when it is not set or holds nothing. Not while
/// another thread changes the environment, which nothing in Almanach does.
std::optional<std::string> read_environment(const char* name);

/// The whole of `text` as a decimal number without a sign; empty for anything else.
std::optional<unsigned long long> read_count(const std::string& text);

/// Whether a variable that names the process it is meant for (LISTEN_PID, WATCHDOG_PID) names
/// `own_pid`. Variables leak into child processes, which is what systemd gives the number for.
bool names_process(const std::optional<std::string>& variable, int own_pid);

}  // namespace almanach
