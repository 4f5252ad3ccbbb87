#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

#include "model/civil.hpp"

namespace almanach {

/// When each link was last used, and by which family of programs: noted in memory by those who
/// answer, taken from there by the rebuild loop, which writes it down. No address and no habit of
/// anybody is kept. Any thread.
class LinkUses {
 public:
  struct Use {
    Instant last;
    std::string program;  ///< the name of a ClientFamily
  };

  /// `number`: see LinkRecord.
  void note(std::int64_t number, std::string_view program, Instant now) {
    const std::lock_guard lock(mutex_);
    uses_[number] = {now, std::string(program)};
  }

  /// What was noted since the last call, by the links' numbers.
  std::map<std::int64_t, Use> take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(uses_, {});
  }

 private:
  std::mutex mutex_;
  std::map<std::int64_t, Use> uses_;  ///< guarded by mutex_
};

}  // namespace almanach
