#pragma once

#include <functional>
#include <memory>
#include <string>

#include "publish/body.hpp"

namespace almanach {

/// Bytes that are made when asked for, shared by all who hold them, and freed with the last of
/// them: a weak pointer and what fills it. A copy starts empty. Any thread.
class WeakSegment {
 public:
  WeakSegment() = default;
  WeakSegment(const WeakSegment&) noexcept {}
  WeakSegment& operator=(const WeakSegment&) = delete;

  /// The bytes: those that somebody holds, else what `make` gives. `make` gives the same bytes each
  /// time; two threads may call it at once. Throws what `make` throws.
  Segment get(const std::function<std::string()>& make) const;

 private:
  mutable std::weak_ptr<const std::string> bytes_;  ///< guarded by one of a few locks
};

}  // namespace almanach
