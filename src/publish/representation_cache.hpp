#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "publish/representation.hpp"

namespace almanach {

/// Representations that were made on demand, bounded in number and in bytes: the least recently
/// asked for leave first. Any thread.
class RepresentationCache {
 public:
  using Make = std::function<std::shared_ptr<const Representation>()>;

  /// What is kept under `key` or, where nothing is, what `make` makes. Two threads may make the
  /// same at once; both get what the first to finish has made.
  std::shared_ptr<const Representation> get(const std::string& key, const Make& make);

 private:
  struct Entry {
    std::string key;
    std::shared_ptr<const Representation> representation;
  };

  static constexpr std::size_t kMostEntries = 256;
  static constexpr std::size_t kMostBytes = 64 << 20;

  std::shared_ptr<const Representation> find(const std::string& key);  ///< with mutex_ held

  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_; the last asked for first
  std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;                                               ///< guarded by mutex_
};

}  // namespace almanach
