#pragma once

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "base/heap_size.hpp"

namespace almanach {

/// Items that lie in parts which several sequences may share, to be gone through as one. What
/// `items_of(part)` gives, a vector, are a part's items. Any thread may look while nobody changes
/// it.
template <typename Part>
class SharedParts {
 public:
  using SharedPart = std::shared_ptr<const Part>;

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using pointer = decltype(items_of(std::declval<const Part&>()).data());
    using reference = decltype(*pointer());
    using value_type = std::remove_cvref_t<reference>;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const std::vector<SharedPart>& parts, std::size_t part)
        : parts_(&parts), part_(part) {}

    reference operator*() const { return items_of(*(*parts_)[part_])[place_]; }
    pointer operator->() const { return &**this; }
    Iterator& operator++() {
      if (++place_ == items_of(*(*parts_)[part_]).size()) {
        ++part_;
        place_ = 0;
      }
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    bool operator==(const Iterator&) const = default;

   private:
    const std::vector<SharedPart>* parts_ = nullptr;
    std::size_t part_ = 0;
    std::size_t place_ = 0;  ///< in the part
  };

  std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }  ///< items
  bool empty() const { return parts_.empty(); }
  Iterator begin() const { return {parts_, 0}; }
  Iterator end() const { return {parts_, parts_.size()}; }
  typename Iterator::reference front() const { return *begin(); }
  /// Takes a search among the parts. Precondition: `place` is below size().
  typename Iterator::reference operator[](std::size_t place) const {
    const auto end = std::upper_bound(ends_.begin(), ends_.end(), place);
    const auto part = static_cast<std::size_t>(end - ends_.begin());
    return items_of(*parts_[part])[place - items_before(part)];
  }

  const std::vector<SharedPart>& parts() const { return parts_; }
  /// How many items lie before those of a part.
  std::size_t items_before(std::size_t part) const { return part == 0 ? 0 : ends_[part - 1]; }

  /// Precondition: `part` has items.
  void append(SharedPart part) {
    ends_.push_back(size() + items_of(*part).size());
    parts_.push_back(std::move(part));
  }
  /// In place of the last one, or the same with other items. Precondition: as for append().
  void replace_last(SharedPart part) {
    ends_.pop_back();
    parts_.pop_back();
    append(std::move(part));
  }

  /// The bytes of memory that this takes, without the parts.
  std::size_t memory() const {
    return heap_size(parts_.capacity() * sizeof(SharedPart)) +
           heap_size(ends_.capacity() * sizeof(std::size_t));
  }

 private:
  std::vector<SharedPart> parts_;
  std::vector<std::size_t> ends_;  ///< of the parts: how many items are in it or before
};

}  // namespace almanach
