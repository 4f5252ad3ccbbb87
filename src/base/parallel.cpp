#include "base/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace almanach {
namespace {

/// Below this a thread costs more than it saves.
constexpr std::size_t kWorthAThread = 16;
constexpr std::size_t kLongestRun = 64;
constexpr std::size_t kRunsOfAThread = 8;

}  // namespace

void for_each_run(std::size_t count, const std::function<void(std::size_t, std::size_t)>& work) {
  const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
  const std::size_t threads = std::max(std::size_t{1}, std::min(cores, count / kWorthAThread));
  const std::size_t length =
      std::clamp(count / (threads * kRunsOfAThread), std::size_t{1}, kLongestRun);
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    for (std::size_t i = next.fetch_add(length); i < count; i = next.fetch_add(length)) {
      try {
        work(i, std::min(i + length, count));
      } catch (...) {
        // Not hidden: kept, and thrown again by the caller's thread.
        const std::lock_guard lock(failure_mutex);
        if (!failure) failure = std::current_exception();
        next = count;
      }
    }
  };
  if (threads == 1) {
    run();
  } else {
    std::vector<std::jthread> pool;
    for (std::size_t i = 0; i < threads; ++i) pool.emplace_back(run);
  }
  if (failure) std::rethrow_exception(failure);
}

}  // namespace almanach
