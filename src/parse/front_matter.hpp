#pragma once

#include <optional>
#include <string_view>

#include "base/yaml.hpp"

namespace almanach {

/// A text file taken apart: YAML between two lines of three hyphens, then the body (as Jekyll has
/// it).
struct FrontMatter {
  YamlReading yaml;
  std::string_view body;  ///< into the bytes given; what follows the front matter
  int body_line = 1;      ///< the file's line on which `body` starts
};

/// Takes `bytes` apart. Empty when there is no front matter: the first line is not "---", or no
/// second such line (nor "...") follows. A byte order mark is passed over. Any thread.
std::optional<FrontMatter> read_front_matter(std::string_view bytes);

}  // namespace almanach
