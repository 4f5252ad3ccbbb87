#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "publish/snapshot.hpp"

namespace almanach {

/// Tells UIDs that several events of the site may have from those that surely only one has, without
/// looking at all events for each change. One thread.
class SharedUids {
 public:
  /// A feed has taken the place of another; either may be null.
  void replace(const PublishedFeed* before, const PublishedFeed* after);

  /// No UID is shared.
  bool empty() const { return shared_ == 0; }
  bool may_hold(std::string_view uid) const;

 private:
  void add(std::string_view uid);
  void remove(std::string_view uid);

  std::unordered_map<std::size_t, std::uint32_t> counts_;  ///< by hash
  std::size_t shared_ = 0;                                 ///< how many counts are over 1
};

}  // namespace almanach
