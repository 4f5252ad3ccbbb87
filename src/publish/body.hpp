#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "base/heap_size.hpp"

namespace almanach {

/// Bytes that several bodies may share; never changed once shared.
using Segment = std::shared_ptr<const std::string>;

/// The bytes of an answer: segments that are sent one after the other without being joined. Copies
/// share the list, however long it is; one thread at a time appends, any may read.
class Body {
 public:
  void append(Segment segment) {
    if (!list_) {
      list_ = std::make_shared<std::vector<Segment>>();
    } else if (list_.use_count() > 1) {
      list_ = std::make_shared<std::vector<Segment>>(*list_);
    }
    size_ += segment->size();
    list_->push_back(std::move(segment));
  }
  /// A text that was written piece by piece has room for as much again: that is given back.
  void append(std::string bytes) {
    constexpr std::size_t kSmall = 64;
    if (bytes.capacity() - bytes.size() > bytes.size() / 8 + kSmall) bytes.shrink_to_fit();
    append(std::make_shared<const std::string>(std::move(bytes)));
  }

  std::size_t size() const { return size_; }  ///< bytes
  const std::vector<Segment>& segments() const {
    static const std::vector<Segment> kNone;
    return list_ ? *list_ : kNone;
  }

  /// The bytes of memory that it takes, with those that others share.
  std::size_t memory() const {
    constexpr std::size_t kCounts = 2 * sizeof(void*);  ///< of who shares, beside what is shared
    if (!list_) return 0;
    std::size_t bytes =
        heap_size(kCounts + sizeof *list_) + heap_size(list_->capacity() * sizeof(Segment));
    for (const Segment& segment : *list_)
      bytes += heap_size(kCounts + sizeof *segment) + heap_size(*segment);
    return bytes;
  }

  /// All bytes in one string; for compressing and for tests.
  std::string join() const {
    std::string all;
    all.reserve(size_);
    for (const Segment& segment : segments()) all += *segment;
    return all;
  }

 private:
  std::shared_ptr<std::vector<Segment>> list_;  ///< not changed once shared; null: empty
  std::size_t size_ = 0;
};

}  // namespace almanach
