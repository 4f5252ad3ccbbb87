#pragma once

#include <atomic>
#include <cstdint>
#include <stdexcept>
#include <thread>

namespace almanach {

/// Thrown where a piece of work would take more steps than it may.
class WorkExceeded : public std::runtime_error {
 public:
  WorkExceeded() : std::runtime_error("the work takes more steps than it may") {}
};

/// Thrown where nobody waits for a piece of work any more.
class WorkAbandoned : public std::runtime_error {
 public:
  WorkAbandoned() : std::runtime_error("nobody waits for the work any more") {}
};

/// How much one request, or one content file, may cost. Work is counted rather than timed, so that
/// a slow machine answers what a fast one does. A step is about what takes a microsecond: an
/// occurrence walked, a property compared, a kilobyte written or copied.
///
/// Whoever does the work has its own budget; one thread at a time.
class WorkBudget {
 public:
  /// `steps`: the most that may be spent. `abandoned`: becomes true, set by any thread, when nobody
  /// waits for the work any more; borrowed for the budget's life; null: somebody always does. Work
  /// that has it is a worker's: each kStepsOfTurn steps it lets other threads of its core go first.
  explicit WorkBudget(std::uint64_t steps, const std::atomic<bool>* abandoned = nullptr)
      : steps_(steps), abandoned_(abandoned) {}

  /// Counts work that is about to be done. Throws WorkExceeded where it is more than what is left,
  /// WorkAbandoned where nobody waits for it.
  void spend(std::uint64_t steps = 1) {
    if (abandoned_ != nullptr && abandoned_->load(std::memory_order_relaxed)) throw WorkAbandoned();
    if (steps > steps_ - spent_) throw WorkExceeded();
    const bool turn_ends = spent_ / kStepsOfTurn != (spent_ + steps) / kStepsOfTurn;
    if (abandoned_ != nullptr && turn_ends) std::this_thread::yield();
    spent_ += steps;
  }

  /// Steps counted so far.
  std::uint64_t spent() const { return spent_; }

 private:
  /// Short beside the 4 ms for which the system otherwise leaves a thread its core.
  static constexpr std::uint64_t kStepsOfTurn = 64;

  std::uint64_t steps_;
  std::uint64_t spent_ = 0;
  const std::atomic<bool>* abandoned_;
};

}  // namespace almanach
