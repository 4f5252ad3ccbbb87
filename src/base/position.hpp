#pragma once

namespace almanach {

/// Where something stands in its file, 1-based; columns in code points.
struct Position {
  int line = 0;
  int column = 0;

  bool operator==(const Position&) const = default;
};

}  // namespace almanach
