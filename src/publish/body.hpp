#pragma once

#include <cstddef>
#include <iterator>
#include <memory>
#include <string>
#include <utility>
#include <vector>

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

/// The bytes of an answer: segments that are sent one after the other without being joined. Copies
/// share all of them, however many there are; one thread at a time appends, any may read.
class Body {
 public:
  /// The segments of a body, to look at while the body lives.
  class Segments {
   public:
    class Iterator {
     public:
      using iterator_category = std::forward_iterator_tag;
      using value_type = Segment;
      using difference_type = std::ptrdiff_t;
      using pointer = const Segment*;
      using reference = const Segment&;

      Iterator() = default;
      Iterator(const Segments& all, std::size_t list) : all_(&all), list_(list) {}
      reference operator*() const;
      Iterator& operator++();
      Iterator operator++(int) {
        Iterator before = *this;
        ++*this;
        return before;
      }
      bool operator==(const Iterator&) const = default;

     private:
      const Segments* all_ = nullptr;
      std::size_t list_ = 0;
      std::size_t place_ = 0;  ///< in the list
    };

    std::size_t size() const { return ends_.empty() ? 0 : ends_.back(); }
    bool empty() const { return ends_.empty(); }
    /// Takes a search among the lists. Precondition: `place` is below size().
    const Segment& operator[](std::size_t place) const;
    const Segment& front() const { return lists_.front()->segments.front(); }
    Iterator begin() const { return {*this, 0}; }
    Iterator end() const { return {*this, lists_.size()}; }

   private:
    friend class Body;

    std::vector<std::shared_ptr<const SegmentList>> lists_;  ///< none is empty
    std::vector<std::size_t> ends_;      ///< of the lists: how many segments are in it or before
    std::shared_ptr<SegmentList> open_;  ///< the last list, where it is of this body alone
  };

  void append(Segment segment);
  /// A text that was written piece by piece has room for as much again: that is given back.
  void append(std::string bytes);
  void append(std::shared_ptr<const SegmentList> list);

  std::size_t size() const { return size_; }  ///< bytes
  const Segments& segments() const;
  /// The bytes of memory that it takes, with those that others share.
  std::size_t memory() const;

  /// All bytes in one string; for compressing and for tests.
  std::string join() const;

 private:
  Segments& own();

  std::shared_ptr<Segments> segments_;  ///< not changed once shared; null: empty
  std::size_t size_ = 0;
};

}  // namespace almanach
