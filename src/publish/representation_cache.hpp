#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "base/answer_store.hpp"
#include "base/digest.hpp"
#include "publish/representation.hpp"

namespace almanach {

/// Representations that were made on demand: a shelf of an AnswerStore, whose bound holds for it,
/// coded forms included, which are made later. Any thread.
class RepresentationCache {
 public:
  using Make = std::function<std::shared_ptr<const Representation>()>;

  /// What it keeps it forgets at its end.
  explicit RepresentationCache(std::shared_ptr<AnswerStore> store)
      : store_(std::move(store)), shelf_(store_->add_shelf()) {}
  ~RepresentationCache() { store_->remove_shelf(shelf_); }
  RepresentationCache(const RepresentationCache&) = delete;
  RepresentationCache& operator=(const RepresentationCache&) = delete;

  /// What is kept under `key` (the digest of all that it is made from) or, where nothing is, what
  /// `make` makes, which nobody else may have. Two threads may make the same at once; both get what
  /// the first to finish has made.
  std::shared_ptr<const Representation> get(const Digest& key, const Make& make);

 private:
  const std::shared_ptr<AnswerStore> store_;
  const std::uint64_t shelf_;
};

}  // namespace almanach
