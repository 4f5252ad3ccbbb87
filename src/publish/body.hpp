#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

namespace almanach {

/// Bytes that several bodies may share; never changed once shared.
using Segment = std::shared_ptr<const std::string>;

/// The bytes of an answer: segments that are sent one after the other without being joined.
class Body {
 public:
  void append(Segment segment) {
    size_ += segment->size();
    segments_.push_back(std::move(segment));
  }
  void append(std::string bytes) { append(std::make_shared<const std::string>(std::move(bytes))); }

  std::size_t size() const { return size_; }  ///< bytes
  const std::vector<Segment>& segments() const { return segments_; }

  /// All bytes in one string; for compressing and for tests.
  std::string join() const {
    std::string all;
    all.reserve(size_);
    for (const Segment& segment : segments_) all += *segment;
    return all;
  }

 private:
  std::vector<Segment> segments_;
  std::size_t size_ = 0;
};

}  // namespace almanach
