#include "server/handover.hpp"

#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <new>
#include <system_error>
#include <utility>

#include "server/client_group.hpp"

namespace almanach {

/// A list of one request: it goes back without taking memory.
class Handover::HandedJob : public WorkerPool::Job {
 public:
  HandedJob(Handover& handover, HandedRequest handed) : handover_(handover) {
    one_.push_back(std::move(handed));
  }
  void run() noexcept override { handover_.answer(std::move(one_)); }
  HandedRequest& request() { return one_.front(); }

 private:
  Handover& handover_;
  Requests one_;
};

Handover::Handover(const Handler& handler, WorkerPool& workers, ByteBudget& answers)
    : handler_(handler),
      workers_(workers),
      answers_(answers),
      no_memory_(make_fault_reply({503, "There is no memory left; try again later.\n"})),
      wake_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!wake_) throw std::system_error(errno, std::generic_category(), "eventfd");
}

std::uint64_t Handover::hand_over(HandedRequest handed) {
  const std::string client = client_group(handed.request.client);
  return workers_.submit(client, std::make_unique<HandedJob>(*this, std::move(handed)));
}

std::optional<HandedRequest> Handover::withdraw(const std::string& client, std::uint64_t ticket) {
  const std::unique_ptr<WorkerPool::Job> job = workers_.withdraw(client_group(client), ticket);
  if (!job) return std::nullopt;
  return std::move(static_cast<HandedJob&>(*job).request());
}

/// On a worker's thread.
void Handover::answer(Requests one) noexcept {
  HandedRequest& handed = one.front();
  try {
    handed.reply =
        make_reply(handed.request, answer_safely(handler_, handed.request), handed.closing);
    count_reply(handed.reply, answers_, handed.request.client);
  } catch (const std::bad_alloc&) {
    handed.reply = no_memory_;
  }
  {
    const std::lock_guard lock(mutex_);
    answered_.splice(answered_.end(), one);
  }
  const std::uint64_t one_more = 1;
  // Can only fail when the counter is full, and then the wake-up is on its way.
  [[maybe_unused]] const ssize_t written = write(wake_.get(), &one_more, sizeof one_more);
}

Handover::Requests Handover::take_back() noexcept {
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t size = read(wake_.get(), &count, sizeof count);
  const std::lock_guard lock(mutex_);
  return std::exchange(answered_, {});
}

}  // namespace almanach
