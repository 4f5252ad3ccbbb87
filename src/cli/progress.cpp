#include "cli/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <utility>

namespace almanach {
namespace {

constexpr std::size_t kWidth = 30;
/// Between two drawings, or the terminal has more to do than we.
constexpr std::chrono::milliseconds kInterval{50};

}  // namespace

Progress::Progress(std::string what)
    : what_(std::move(what)), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() {
  // Not fmt::print(), which throws where the terminal has gone.
  if (terminal_) std::fputs("\r\x1b[K", stderr);
}

void Progress::show(std::size_t done, std::size_t total) {
  const auto now = std::chrono::steady_clock::now();
  if (!terminal_ || now - shown_ < kInterval) return;
  shown_ = now;
  const std::size_t filled = total == 0 ? 0 : std::min(done * kWidth / total, kWidth);
  fmt::print(stderr, "\r{} [{:-<{}}] {}/{}\x1b[K", what_, std::string(filled, '#'), kWidth, done,
             total);
  std::fflush(stderr);
}

}  // namespace almanach
