#include "model/content_lines.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace almanach {

Position ContentLine::position_at(std::size_t offset) const {
  const std::size_t inside = std::min(offset, text.size());
  PhysicalLines lines(source, number);
  std::size_t length = lines.is_at_end() ? 0 : lines.take().size();  // of what has been unfolded
  std::size_t start = 0;  // in `text`, of the physical line that holds the octet
  int line = number;
  int first_column = 1;
  while (!lines.is_at_end() && length <= inside) {
    const int current = lines.number();
    const std::string_view continuation = lines.take();
    if (continuation.empty()) continue;
    start = length;
    line = current;
    first_column = 2;  // behind the blank
    length += continuation.size() - 1;
  }
  return {line,
          static_cast<int>(count_code_points(text.substr(start, inside - start))) + first_column};
}

PhysicalLines::PhysicalLines(std::string_view text, int number)
    : text_(text),
      newline_(std::min(text.find('\n'), text.size())),
      return_(std::min(text.find('\r'), text.size())),
      number_(number) {}

bool PhysicalLines::is_at_blank() const {
  return !is_at_end() && (text_[offset_] == ' ' || text_[offset_] == '\t');
}

std::string_view PhysicalLines::take() {
  if (newline_ < offset_) newline_ = std::min(text_.find('\n', offset_), text_.size());
  if (return_ < offset_) return_ = std::min(text_.find('\r', offset_), text_.size());
  const std::size_t end = std::min(newline_, return_);
  const std::string_view line = text_.substr(offset_, end - offset_);
  const bool is_pair = text_.substr(end).starts_with("\r\n");
  offset_ = is_pair ? end + 2 : std::min(end + 1, text_.size());
  ++number_;
  return line;
}

void PhysicalLines::skip_empty() {
  while (!is_at_end() && (text_[offset_] == '\r' || text_[offset_] == '\n')) take();
}

std::optional<ContentLine> ContentLines::next() {
  lines_.skip_empty();
  if (lines_.is_at_end()) return std::nullopt;
  const std::size_t start = lines_.offset();
  ContentLine line;
  line.number = lines_.number();
  line.text = lines_.take();
  const std::size_t joined = joined_.size();
  for (;;) {
    PhysicalLines ahead = lines_;
    ahead.skip_empty();
    if (!ahead.is_at_blank()) break;
    // What is unfolded is shorter than what it was: this room is enough for all that follows.
    if (joined_.empty()) joined_.reserve(text_.size() - start);
    if (joined_.size() == joined) joined_ += line.text;
    joined_ += ahead.take().substr(1);
    lines_ = ahead;
  }
  if (joined_.size() > joined) line.text = std::string_view(joined_).substr(joined);
  line.source = text_.substr(start, lines_.offset() - start);
  return line;
}

}  // namespace almanach
