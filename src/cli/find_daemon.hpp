#pragma once

#include "cli/commands.hpp"
#include "control/client.hpp"

namespace almanach {

/// The daemon that a command is for.
struct FoundDaemon {
  ConfigArguments arguments;  ///< what it is configured by
  StartSettings start;
};

/// Where the daemon is: as the command line says, else the installed service, whose configuration
/// is looked at where its socket is not to be seen, or where all of it is wanted (`all`). Throws
/// ConfigError.
FoundDaemon find_daemon(ConfigArguments arguments, bool all = false);

/// Its control socket, to be answered in `language`; nothing is asked yet.
ControlClient connect_to_daemon(const StartSettings& start, Language language);

}  // namespace almanach
