#include "ops/signals.hpp"

#include <csignal>
#include <ctime>
#include <system_error>

namespace almanach {
namespace {

sigset_t waited_signals() {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, SIGTERM);
  sigaddset(&set, SIGINT);
  sigaddset(&set, SIGHUP);
  sigaddset(&set, SIGUSR1);
  return set;
}

}  // namespace

void block_signals() {
  const sigset_t set = waited_signals();
  if (const int failure = pthread_sigmask(SIG_BLOCK, &set, nullptr); failure != 0) {
    throw std::system_error(failure, std::generic_category(), "pthread_sigmask");
  }
  if (std::signal(SIGPIPE, SIG_IGN) == SIG_ERR)
    throw std::system_error(errno, std::generic_category(), "signal");
}

ProgramSignal wait_for_signal(std::chrono::milliseconds limit) {
  const sigset_t set = waited_signals();
  const timespec timeout{limit.count() / 1'000, limit.count() % 1'000 * 1'000'000};
  switch (sigtimedwait(&set, nullptr, &timeout)) {
    case SIGTERM:
    case SIGINT:
      return ProgramSignal::stop;
    case SIGHUP:
      return ProgramSignal::reload;
    case SIGUSR1:
      return ProgramSignal::confirm;
    default:
      return ProgramSignal::none;
  }
}

}  // namespace almanach
