#pragma once

#include <optional>
#include <string_view>

#include "base/notation.hpp"
#include "base/yaml.hpp"

namespace almanach {

/// A text file taken apart: fields, then the body.
struct FrontMatter {
  YamlReading yaml;  ///< the fields, whatever language they are written in
  Notation notation = Notation::yaml;
  std::string_view body;  ///< into the bytes given; what follows the front matter
  int body_line = 1;      ///< the file's line on which `body` starts
};

/// Takes `bytes` apart. Front matter stands between two lines "---" (YAML, as Jekyll has it; the
/// second may be "..."), between two lines "+++" (TOML, as Hugo and Zola have it), between
/// "---toml" or "---json" and "---" (as Eleventy has it), or is a JSON object that the file begins
/// with (as Hugo has it). Of other languages ("---js"), and of a line "+++" that no second one
/// follows, there is a fault. Empty when there is no front matter: the first line is none of these,
/// or no line ends it. A byte order mark is passed over. Any thread.
std::optional<FrontMatter> read_front_matter(std::string_view bytes);

}  // namespace almanach
