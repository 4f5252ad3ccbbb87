#pragma once

#include "base/clock.hpp"

namespace almanach::testing {

/// Stands still until it is told to go on.
class FixedClock : public Clock {
 public:
  std::chrono::sys_seconds now() const override { return now_; }
  void advance(std::chrono::seconds by) { now_ += by; }

 private:
  std::chrono::sys_seconds now_{std::chrono::seconds(1'800'000'000)};
};

}  // namespace almanach::testing
