#include "publish/representation_cache.hpp"

#include <cstring>

namespace almanach {
namespace {

/// The bytes of a representation and, roughly, of its coded forms, which are made later.
std::size_t weigh(const Representation& representation) {
  return representation.body().size() / 2 * 3;
}

}  // namespace

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
  bytes_ += weigh(*made);
  while (entries_.size() > kMostEntries || (bytes_ > kMostBytes && entries_.size() > 1)) {
    bytes_ -= weigh(*entries_.back().representation);
    by_key_.erase(entries_.back().key);
    entries_.pop_back();
  }
  return made;
}

}  // namespace almanach
