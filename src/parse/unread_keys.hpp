#pragma once

#include <string>
#include <vector>

#include "base/yaml.hpp"
#include "dialect/dialect.hpp"
#include "parse/file_work.hpp"

namespace almanach {

/// A key that nobody reads, and that somebody may have meant to be read.
struct UnreadKey {
  Position position;
  std::string key;
  std::string meant;  ///< the name that it misses by a letter or two; empty: it says when
};

/// The keys of an event that are slips for a name, or that say when something is or that it repeats
/// without being read, those of mappings that hold keys too. Any thread.
std::vector<UnreadKey> find_unread_keys(const YamlNode& front_matter, const Dialect& dialect,
                                        FileWork& work);

}  // namespace almanach
