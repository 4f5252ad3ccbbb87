#include "publish/body.hpp"

#include <algorithm>

#include "base/heap_size.hpp"

namespace almanach {

Body::Segments::Iterator::reference Body::Segments::Iterator::operator*() const {
  return all_->lists_[list_]->segments[place_];
}

Body::Segments::Iterator& Body::Segments::Iterator::operator++() {
  if (++place_ == all_->lists_[list_]->segments.size()) {
    ++list_;
    place_ = 0;
  }
  return *this;
}

const Segment& Body::Segments::operator[](std::size_t place) const {
  if (lists_.size() == 1) return lists_.front()->segments[place];
  const auto list =
      static_cast<std::size_t>(std::upper_bound(ends_.begin(), ends_.end(), place) - ends_.begin());
  return lists_[list]->segments[list == 0 ? place : place - ends_[list - 1]];
}

/// To be changed: of this body alone.
Body::Segments& Body::own() {
  if (!segments_) {
    segments_ = std::make_shared<Segments>();
  } else if (segments_.use_count() > 1) {
    segments_ = std::make_shared<Segments>(*segments_);
    // The open list stays the other's, which may go on with it.
    if (segments_->open_) {
      segments_->open_ = std::make_shared<SegmentList>(*segments_->open_);
      segments_->lists_.back() = segments_->open_;
    }
  }
  return *segments_;
}

void Body::append(Segment segment) {
  Segments& all = own();
  size_ += segment->size();
  if (!all.open_) {
    all.open_ = std::make_shared<SegmentList>();
    all.lists_.push_back(all.open_);
    all.ends_.push_back(all.size());
  }
  all.open_->append(std::move(segment));
  ++all.ends_.back();
}

void Body::append(std::string bytes) {
  constexpr std::size_t kSmall = 64;
  if (bytes.capacity() - bytes.size() > bytes.size() / 8 + kSmall) bytes.shrink_to_fit();
  append(std::make_shared<const std::string>(std::move(bytes)));
}

void Body::append(std::shared_ptr<const SegmentList> list) {
  if (list->segments.empty()) return;
  Segments& all = own();
  size_ += list->size;
  all.open_.reset();
  all.ends_.push_back(all.size() + list->segments.size());
  all.lists_.push_back(std::move(list));
}

const Body::Segments& Body::segments() const {
  static const Segments kNone;
  return segments_ ? *segments_ : kNone;
}

std::size_t Body::memory() const {
  constexpr std::size_t kCounts = 2 * sizeof(void*);  // of who shares, beside what is shared
  if (!segments_) return 0;
  std::size_t bytes = heap_size(kCounts + sizeof *segments_) +
                      heap_size(segments_->lists_.capacity() * sizeof(segments_->lists_.front())) +
                      heap_size(segments_->ends_.capacity() * sizeof(std::size_t));
  for (const auto& list : segments_->lists_) {
    bytes +=
        heap_size(kCounts + sizeof *list) + heap_size(list->segments.capacity() * sizeof(Segment));
  }
  for (const Segment& segment : *segments_)
    bytes += heap_size(kCounts + sizeof(std::string)) + heap_size(*segment);
  return bytes;
}

std::string Body::join() const {
  std::string all;
  all.reserve(size_);
  for (const Segment& segment : segments()) all += *segment;
  return all;
}

}  // namespace almanach
