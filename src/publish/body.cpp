#include "publish/body.hpp"

#include "base/heap_size.hpp"

namespace almanach {

/// To be changed: of this body alone.
Body::Segments& Body::own() {
  if (!segments_) {
    segments_ = std::make_shared<Segments>();
  } else if (segments_.use_count() > 1) {
    segments_ = std::make_shared<Segments>(*segments_);
    // The open list stays the other's, which may go on with it.
    if (segments_->open) {
      segments_->open = std::make_shared<SegmentList>(*segments_->open);
      segments_->all.replace_last(segments_->open);
    }
  }
  return *segments_;
}

void Body::append(Segment segment) {
  Segments& segments = own();
  size_ += segment->size();
  if (segments.open) {
    segments.open->append(std::move(segment));
    segments.all.replace_last(segments.open);
  } else {
    segments.open = std::make_shared<SegmentList>();
    segments.open->append(std::move(segment));
    segments.all.append(segments.open);
  }
}

void Body::append(std::string bytes) {
  constexpr std::size_t kSmall = 64;
  if (bytes.capacity() - bytes.size() > bytes.size() / 8 + kSmall) bytes.shrink_to_fit();
  append(std::make_shared<const std::string>(std::move(bytes)));
}

void Body::append(std::shared_ptr<const SegmentList> list) {
  if (list->segments.empty()) return;
  Segments& segments = own();
  size_ += list->size;
  segments.open.reset();
  segments.all.append(std::move(list));
}

const SharedParts<SegmentList>& Body::segments() const {
  static const SharedParts<SegmentList> kNone;
  return segments_ ? segments_->all : kNone;
}

std::size_t Body::memory() const {
  constexpr std::size_t kCounts = 2 * sizeof(void*);  // of who shares, beside what is shared
  if (!segments_) return 0;
  const SharedParts<SegmentList>& all = segments_->all;
  std::size_t bytes = heap_size(kCounts + sizeof *segments_) + all.memory();
  for (const auto& list : all.parts()) {
    bytes +=
        heap_size(kCounts + sizeof *list) + heap_size(list->segments.capacity() * sizeof(Segment));
  }
  for (const Segment& segment : all)
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
