#include "server/handover.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace almanach {

Handover::Handover(const Handler& handler, WorkerPool& workers)
    : handler_(handler), workers_(workers), wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!wake_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

bool Handover::hand_over(HandedRequest handed, std::size_t bytes) {
  // Shared, since std::function copies what it holds.
  auto shared = std::make_shared<HandedRequest>(std::move(handed));
  return workers_.submit(bytes, [this, shared = std::move(shared)] { answer(*shared); });
}

/// On a worker's thread.
void Handover::answer(HandedRequest& handed) {
  handed.reply =
      make_reply(handed.request, answer_safely(handler_, handed.request), handed.closing);
  {
    const std::lock_guard lock(mutex_);
    answered_.push_back(std::move(handed));
  }
  const std::uint64_t one = 1;
  // Can only fail when the counter is full, and then the wake-up is on its way.
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one, sizeof one);
}

std::vector<HandedRequest> Handover::take_back() {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t size = read(wake_.get(), &count, sizeof count);
  const std::lock_guard lock(mutex_);
  return std::exchange(answered_, {});
}

}  // namespace almanach
