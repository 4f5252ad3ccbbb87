#pragma once

#include <chrono>

namespace almanach {

/// What time it is; passed in, so that tests choose it. Any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  /// Now, UTC, to the second (rounded down).
  virtual std::chrono::sys_seconds now() const = 0;
};

class SystemClock : public Clock {
 public:
  std::chrono::sys_seconds now() const override {
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  }
};

}  // namespace almanach
