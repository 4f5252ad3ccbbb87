#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace almanach {

/// Reads digits and signs off the front of a text, which is borrowed.
class DateCursor {
 public:
  explicit DateCursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  bool at_digit() const { return !rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9'; }
  std::string_view rest() const { return rest_; }

  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }

  void skip_spaces() {
    while (take(' ') || take('\t')) {
    }
  }

  /// A number of `least` to `most` digits.
  std::optional<int> number(std::size_t least, std::size_t most) {
    int value = 0;
    std::size_t used = 0;
    while (used < most && used < rest_.size() && rest_[used] >= '0' && rest_[used] <= '9') {
      value = value * 10 + (rest_[used++] - '0');
    }
    if (used < least) return std::nullopt;
    rest_.remove_prefix(used);
    return value;
  }

 private:
  std::string_view rest_;
};

}  // namespace almanach
