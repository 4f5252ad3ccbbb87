#include "publish/representation_cache.hpp"

namespace almanach {

std::shared_ptr<const Representation> RepresentationCache::get(const Digest& digest,
                                                               const Make& make) {
  const AnswerStore::Key key{shelf_, digest};
  std::shared_ptr<const KeptAnswer> found = store_->find(key);
  if (!found) {
    std::shared_ptr<const Representation> made = make();
    made->watch_growth([store = std::weak_ptr(store_), key, grown = made.get()] {
      if (const auto there = store.lock()) there->recount(key, *grown);
    });
    found = store_->put_first(key, std::move(made));
  }
  return std::static_pointer_cast<const Representation>(found);
}

}  // namespace almanach
