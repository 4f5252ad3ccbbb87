#pragma once

#include <string_view>

#include "base/tree.hpp"

namespace almanach {

/// Reads one TOML document into the tree that YAML is read into: the keys of each table in the
/// order written, dates, times and numbers as they are written, text in quotes as `quoted`.
/// `first_line` is the file's line on which `text` starts. Refused: what TOML is not, invalid
/// UTF-8, and what is beyond the limits of base/content_limits.hpp. Takes a time that grows with
/// the text's length alone. Any thread.
YamlReading read_toml(std::string_view text, int first_line = 1);

}  // namespace almanach
