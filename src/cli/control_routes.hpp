#pragma once

#include <functional>

#include "base/clock.hpp"
#include "cli/edition.hpp"
#include "cli/live_config.hpp"
#include "control/server.hpp"
#include "publish/rebuild_loop.hpp"
#include "server/fetches.hpp"

namespace almanach {

/// What the commands may ask of a running daemon, or have it do. All are borrowed.
struct ControlParts {
  const EditionHolder& editions;
  const Fetches& fetches;
  const Clock& clock;
  RebuildLoop& rebuild;
  /// The journal outlasts the daemon.
  bool is_kept = false;
  /// Reads the configuration again, and has it used.
  std::function<LiveConfig::Reloaded()> reload;
};

/// Says what answers which address of the control socket; cli/control_commands.cpp is the other
/// side. Text and lines are in the request's language, what programs read is English.
///
///   GET  /status             text, see render_status_text(); 503 while nothing is served yet
///   GET  /status.json        as over HTTP; 503 likewise
///   GET  /health             a line, see describe_health()
///   POST /confirm-deletions  lines, once it has been done; 409: something is still held; 503
///                            likewise
///   POST /reload             lines; 422: the configuration is faulty, that in force is kept; 503
///                            likewise
///   POST /adopt              see read_task() and run_task(); 400: it is no task; 503 likewise
///   POST /link/add           a form of feed, name, expires; lines with the link's addresses; 409:
///                            why there is to be none; 503 likewise
///   POST /link/revoke        a name; a line; 409: there is no such link; 500: it opens nothing,
///                            and that is not written down; 503 likewise
///   POST /link/list          "all" or nothing; a table; 503 likewise
void add_control_routes(ControlServer& server, const ControlParts& parts);

}  // namespace almanach
