#pragma once

#include <functional>
#include <memory>
#include <string>

#include "publish/body.hpp"

namespace almanach {

/// Bytes that are made when asked for and forgotten when nobody holds them any more; meanwhile all
/// who ask share them. Any thread. A copy begins without.
class HeldSegment {
 public:
  HeldSegment() = default;
  HeldSegment(const HeldSegment&) noexcept {}
  HeldSegment& operator=(const HeldSegment&) = delete;

  /// `make` gives the same bytes each time; two threads may call it at once.
  Segment get(const std::function<std::string()>& make) const;

 private:
  mutable std::weak_ptr<const std::string> bytes_;  ///< guarded by one of a few locks
};

}  // namespace almanach
