#pragma once

#include <vector>

#include "parse/text/html_document.hpp"

namespace almanach {

/// Puts blocks together so that the rules of TextBlock hold whatever comes in: what stands in a
/// list without being an item becomes one, what is empty vanishes.
class BlockBuilder {
 public:
  BlockBuilder();

  /// Opens a block: those added from now on are its children, until close(). False, and nothing to
  /// close, when it would nest more than 16 deep: its content then belongs to the block around it.
  bool open(TextBlock::Kind kind, int number);
  void close();

  void add(TextBlock block);

  /// All blocks; none may be open.
  std::vector<TextBlock> take();

 private:
  int depth() const;
  void add_item(TextBlock item);
  void add_table(TextBlock table);

  std::vector<TextBlock> open_;
};

}  // namespace almanach
