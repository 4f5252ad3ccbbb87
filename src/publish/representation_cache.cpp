#include "publish/representation_cache.hpp"

#include <cstring>

namespace almanach {

/// Any part of a digest is as good as a hash.
std::size_t RepresentationCache::Hash::operator()(const Digest& digest) const noexcept {
  std::size_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  return hash;
}

std::shared_ptr<const Representation> RepresentationCache::find(const Digest& key) {
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return nullptr;
  entries_.splice(entries_.begin(), entries_, found->second);
  return found->second->representation;
}

std::shared_ptr<const Representation> RepresentationCache::get(const Digest& key,
                                                               const Make& make) {
  {
    const std::lock_guard lock(mutex_);
    if (auto found = find(key)) return found;
  }
  std::shared_ptr<const Representation> made = make();
  const std::lock_guard lock(mutex_);
  if (auto found = find(key)) return found;
  entries_.push_front({key, made});
  by_key_[key] = entries_.begin();
  bytes_ += made->body().size();
  while (entries_.size() > kMostEntries || (bytes_ > kMostBytes && entries_.size() > 1)) {
    bytes_ -= entries_.back().representation->body().size();
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  return made;
}

}  // namespace almanach
