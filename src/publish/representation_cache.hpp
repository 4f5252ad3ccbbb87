#pragma once

#include <functional>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/digest.hpp"
#include "publish/representation.hpp"

namespace almanach {

/// Representations that were made on demand, bounded in number and in bytes: the least recently
/// asked for leave first. One that is larger than all may be is kept until the next one comes. Any
/// thread.
class RepresentationCache {
 public:
  static constexpr std::size_t kMostEntries = 1'024;
  static constexpr std::size_t kMostBytes = 16 << 20;  ///< with the coded forms that may be made

  using Make = std::function<std::shared_ptr<const Representation>()>;

  /// What is kept under `key` (the digest of all that it is made from) or, where nothing is, what
  /// `make` makes. Two threads may make the same at once; both get what the first to finish has
  /// made.
  std::shared_ptr<const Representation> get(const Digest& key, const Make& make);

 private:
  struct Entry {
    Digest key;
    std::shared_ptr<const Representation> representation;
  };
  struct Hash {
    std::size_t operator()(const Digest& digest) const noexcept;
  };

  std::shared_ptr<const Representation> find(const Digest& key);  ///< with mutex_ held

  std::mutex mutex_;
  std::list<Entry> entries_;  ///< guarded by mutex_; the last asked for first
  std::unordered_map<Digest, std::list<Entry>::iterator, Hash> by_key_;  ///< guarded by mutex_
  std::size_t bytes_ = 0;                                                ///< guarded by mutex_
};

}  // namespace almanach
