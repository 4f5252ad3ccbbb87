#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/shared_parts.hpp"

namespace almanach {

/// Bytes that several bodies may share; never changed once shared.
using Segment = std::shared_ptr<const std::string>;

/// Segments that several bodies may share as one; never changed once shared.
struct SegmentList {
  void append(Segment segment) {
    size += segment->size();
    segments.push_back(std::move(segment));
  }

  std::vector<Segment> segments;
  std::size_t size = 0;  ///< bytes of all
};

inline const std::vector<Segment>& items_of(const SegmentList& list) {
  return list.segments;
}

/// The bytes of an answer: segments that are sent one after the other without being joined. Copies
/// share all of them, however many there are; one thread at a time appends, any may read.
class Body {
 public:
  void append(Segment segment);
  /// A text that was written piece by piece has room for as much again: that is given back.
  void append(std::string bytes);
  void append(std::shared_ptr<const SegmentList> list);

  std::size_t size() const { return size_; }  ///< bytes
  /// To look at while the body lives.
  const SharedParts<SegmentList>& segments() const;
  /// The bytes of memory that it takes, with those that others share.
  std::size_t memory() const;

  /// All bytes in one string; for compressing and for tests.
  std::string join() const;

 private:
  struct Segments {
    SharedParts<SegmentList> all;
    std::shared_ptr<SegmentList> open;  ///< the last list, where it is of this body alone
  };

  Segments& own();

  std::shared_ptr<Segments> segments_;  ///< not changed once shared; null: empty
  std::size_t size_ = 0;
};

}  // namespace almanach
