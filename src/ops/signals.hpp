#pragma once

#include <chrono>

namespace almanach {

/// Signals that the program waits for instead of being interrupted by them.
enum class ProgramSignal { none, stop, reload, confirm };

/// Keeps SIGTERM, SIGINT, SIGHUP and SIGUSR1 from interrupting this thread and those it starts, and
/// lets SIGPIPE pass: to be called before any thread is started. Throws std::system_error.
void block_signals();

/// Waits for one of the blocked signals, at most `limit`. One thread.
ProgramSignal wait_for_signal(std::chrono::milliseconds limit);

}  // namespace almanach
