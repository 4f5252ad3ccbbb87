#pragma once

#include <cstdint>
#include <mutex>
#include <string>
#include <unordered_map>

#include "config/config.hpp"

namespace almanach {

/// Counts open connections, in total and by client. Any thread.
class ConnectionCount {
 public:
  /// `limits` are borrowed for its life.
  explicit ConnectionCount(const Limits& limits) : limits_(limits) {}

  /// Whether one more is allowed for a client (see client_group()); then it is counted. A shared
  /// group (a proxy in front) is only counted in total.
  bool admit(const std::string& client);
  void release(const std::string& client);

 private:
  const Limits& limits_;
  std::mutex mutex_;
  std::uint32_t total_ = 0;                                   ///< guarded by mutex_
  std::unordered_map<std::string, std::uint32_t> by_client_;  ///< guarded by mutex_
};

}  // namespace almanach
