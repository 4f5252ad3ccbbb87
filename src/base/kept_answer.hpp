#pragma once

#include <cstddef>

namespace almanach {

/// What an AnswerStore keeps.
class KeptAnswer {
 public:
  KeptAnswer() = default;
  KeptAnswer(const KeptAnswer&) = delete;
  KeptAnswer& operator=(const KeptAnswer&) = delete;
  virtual ~KeptAnswer() = default;

  /// The bytes of memory that it takes now, with what it shares with others. They may become more,
  /// never less. Any thread.
  virtual std::size_t memory() const = 0;
};

}  // namespace almanach
