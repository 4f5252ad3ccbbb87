#pragma once

#include <optional>
#include <string_view>

#include "base/tree.hpp"

namespace almanach {

/// Reads one YAML document. `first_line` is the file's line on which `text` starts, so that
/// positions are the file's. Refused: invalid UTF-8, and what is beyond the limits of
/// base/content_limits.hpp, anchors and aliases counted as what they stand for. Takes a time that
/// grows with the text's length alone. Any thread.
YamlReading read_yaml(std::string_view text, int first_line = 1);

/// "yes", "true", "on", "oui", "1" and their opposites, folded; empty for anything else.
std::optional<bool> read_bool(std::string_view scalar);

}  // namespace almanach
