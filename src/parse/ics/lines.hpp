#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/yaml.hpp"
#include "parse/context.hpp"

namespace almanach {

/// A content line of a calendar file (RFC 5545 section 3.1), unfolded.
struct IcsLine {
  struct Fold {
    std::size_t offset = 0;  ///< in `text`: from here on it stands on a line of its own
    int line = 0;
  };

  std::string text;  ///< valid UTF-8 without control characters (tabs stay), unless `faulty`
  int number = 0;    ///< of the file's line on which it starts
  std::vector<Fold> folds;
  bool faulty = false;  ///< not valid UTF-8

  /// Where the byte at `offset` of the text stands in the file.
  Position position_at(std::size_t offset) const;
};

/// The lines of a file that are not empty. Line ends may be CRLF, LF or CR, a byte order mark may
/// stand before them. Lines are put together before they are looked at: some programs fold within
/// a character. Pure; any thread.
std::vector<IcsLine> unfold_lines(std::string_view bytes, ProblemSink& problems);

}  // namespace almanach
